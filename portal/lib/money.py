"""Money is integer yen. Division always says which way it rounds."""


def yen(amount: int) -> str:
    """1,234円"""
    return f"{amount:,}円"


def ten_thousands(amount: int) -> str:
    """133,600 yen as 13.4万円; round thousands lose the point: 240,000 as 24万円."""
    tenths = (amount + 500) // 1000
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}万円" if rest else f"{whole}万円"


def divide_up(amount: int, by: int) -> int:
    return -(-amount // by)


def divide_down(amount: int, by: int) -> int:
    return amount // by

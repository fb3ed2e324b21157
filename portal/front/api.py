"""The read API. Each room that can be found adds its router from its `apps.py`."""

from ninja import NinjaAPI

api = NinjaAPI(
    title="ねりま 福祉のしごと・すまい API",
    version="1",
    urls_namespace="api",
    openapi_extra={"openapi": "3.1.0"},
    docs_url=None,
)

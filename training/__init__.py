"""Courses, registrations and attendance."""

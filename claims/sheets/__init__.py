"""Sheets that a desk already keeps.

Rows of a CSV or XLSX file in, claims and checks out, refused rows reported.
"""

"""Sheets that a desk already keeps: rows of a CSV or XLSX file in, claims and checks out, refused rows reported."""

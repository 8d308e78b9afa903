"""The benchmark's peer in Python: the same rows through XlsxWriter, flat in memory. Arguments: CSV, XLSX."""
import csv
import sys
import xlsxwriter

SHEET_ROWS = 1048575
TOKYO_SECONDS = 32400
NUMBERS = {"version", "srcport", "dstport", "protocol", "packets", "bytes", "tcp_flags", "traffic_path"}
DATES = {"start", "end"}

book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": True})
date = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    names = next(rows)
    row = SHEET_ROWS
    for values in rows:
        if row == SHEET_ROWS:
            sheet = book.add_worksheet()
            sheet.write_row(0, 0, names)
            row = 0
        row += 1
        for column, value in enumerate(values):
            if value == "":
                continue
            if names[column] in DATES:
                sheet.write_number(row, column, 25569 + (int(value) + TOKYO_SECONDS) / 86400, date)
            elif names[column] in NUMBERS:
                sheet.write_number(row, column, int(value))
            else:
                sheet.write_string(row, column, value)
book.close()

/*
 * The benchmark's peer in C: the rows of the benchmark's own CSV (every value quoted, no quotes or line feeds inside)
 * to a workbook through libxlsxwriter, flat in memory: text as inline strings, numbers as numbers, two date columns.
 * Arguments: CSV, XLSX.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

#define MOST_COLUMNS 64
#define SHEET_ROWS 1048575
#define TOKYO_SECONDS 32400

/* As the export has them: account_id and names are text, start and end are dates, the others numbers. */
static int kind_of(const char *name) {
  static const char *numbers[] = {"version", "srcport", "dstport", "protocol", "packets", "bytes", "tcp_flags", "traffic_path"};
  if (!strcmp(name, "start") || !strcmp(name, "end")) return 'd';
  for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
    if (!strcmp(name, numbers[i])) return 'n';
  return 't';
}

/* Splits a line in place. A NULL value becomes a NULL pointer. */
static int split(char *line, char **values) {
  int count = 0;
  for (char *at = line;; count++) {
    if (*at == '"') {
      values[count] = at + 1;
      at = strchr(at + 1, '"');
      *at++ = 0;
    } else {
      values[count] = NULL;
      at += strcspn(at, ",\n");
    }
    if (*at != ',') return count + 1;
    *at++ = 0;
  }
}

int main(int argc, char **argv) {
  if (argc != 3) return 2;
  FILE *file = fopen(argv[1], "r");
  if (!file) return 1;
  lxw_workbook_options options = {.constant_memory = LXW_TRUE};
  lxw_workbook *workbook = workbook_new_opt(argv[2], &options);
  lxw_format *date = workbook_add_format(workbook);
  format_set_num_format(date, "yyyy-mm-dd hh:mm:ss");
  lxw_worksheet *sheet = NULL;
  char *line = NULL, *values[MOST_COLUMNS], *names[MOST_COLUMNS];
  size_t size = 0;
  if (getline(&line, &size, file) < 0) return 1;
  int columns = split(strdup(line), names), kinds[MOST_COLUMNS];
  for (int i = 0; i < columns; i++) kinds[i] = kind_of(names[i]);
  lxw_row_t row = SHEET_ROWS;
  while (getline(&line, &size, file) > 0) {
    if (row == SHEET_ROWS) {
      sheet = workbook_add_worksheet(workbook, NULL);
      for (int i = 0; i < columns; i++) worksheet_write_string(sheet, 0, i, names[i], NULL);
      row = 0;
    }
    row++;
    int width = split(line, values);
    for (int i = 0; i < width; i++) {
      if (!values[i]) continue;
      if (kinds[i] == 't') worksheet_write_string(sheet, row, i, values[i], NULL);
      else if (kinds[i] == 'n') worksheet_write_number(sheet, row, i, atof(values[i]), NULL);
      else worksheet_write_number(sheet, row, i, 25569 + (atof(values[i]) + TOKYO_SECONDS) / 86400, date);
    }
  }
  fclose(file);
  return workbook_close(workbook) == LXW_NO_ERROR ? 0 : 1;
}

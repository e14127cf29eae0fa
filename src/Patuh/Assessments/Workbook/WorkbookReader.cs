using System.Text;
using ExcelDataReader;
using ExcelDataReader.Exceptions;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Workbook;

/// <summary>Reads a workbook back by its hidden marks, whatever became of its names and its order.</summary>
internal static class WorkbookReader
{
    private const int LastMarkRow = 20;

    // the library asks for the code page of the oldest Excel files before it reads any; test runners have it, a server has not
    static WorkbookReader() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Null with sentences where it is no workbook of ours.</summary>
    public static ReadWorkbook? Read(byte[] file, Reader L, List<CellProblem> problems)
    {
        if (WorkbookGate.Enter(file, L, out var problem) is not { } marks)
        {
            problems.Add(new("", "", problem!));
            return null;
        }
        try
        {
            using var reader = ExcelReaderFactory.CreateOpenXmlReader(new MemoryStream(file, writable: false));
            WorkbookAbout? about = null;
            var (sheets, ignored) = (new List<ReadSheet>(), new List<string>());
            do
            {
                var found = marks.GetValueOrDefault(reader.Name) ?? new SheetMarks(new HashSet<string>(), []);
                if (reader.Name == WorkbookFormat.About)
                    about = About(reader);
                else if (Sheet(reader, found) is { } sheet)
                    sheets.Add(sheet);
                else
                    ignored.Add(reader.Name);
            }
            while (reader.NextResult());
            if (about is not null)
                return new(about, sheets, ignored);
            problems.Add(new("", "", L.T("Berkas ini bukan buku kerja dari Patuh, atau lembar tersembunyinya hilang. Unduh buku kerja dari halaman ini, dan pindahkan isiannya ke sana.",
                "This file is no workbook of Patuh, or its hidden sheet is gone. Download the workbook from this page, and move what was filled in there.")));
        }
        catch (Exception e) when (e is ExcelReaderException or InvalidDataException or System.Xml.XmlException or IOException or FormatException or InvalidOperationException or ArgumentException or OverflowException or IndexOutOfRangeException or NullReferenceException or KeyNotFoundException)
        {
            // the reader of files has no exception of its own for each way to be damaged
            problems.Add(new("", "", L.T("Berkas ini rusak dan tidak dapat dibaca. Buka di Excel, simpan lagi sebagai .xlsx, lalu unggah.", "This file is damaged and cannot be read. Open it in Excel, save it as .xlsx again, then upload.")));
        }
        return null;
    }

    private static WorkbookAbout? About(IExcelDataReader reader)
    {
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var n = 0; n < LastMarkRow && reader.Read(); n++)
            if (reader.FieldCount > 1 && Text(reader.GetValue(0)) is { Length: > 0 } name)
                lines.TryAdd(name, Text(reader.GetValue(1)));
        string Line(string name) => lines.GetValueOrDefault(name, "");
        return Line("format") == WorkbookFormat.Version && Guid.TryParseExact(Line("id"), "D", out _)
            ? new(Line("id"), Line("assessment"), Line("kind"), Line("name"), Line("instrument"), Line("version"), Line("hash"), Line("exported")) : null;
    }

    private static ReadSheet? Sheet(IExcelDataReader reader, SheetMarks marks)
    {
        var (number, mark, columns, rows) = (0, "", new Dictionary<string, int>(StringComparer.Ordinal), new List<ReadRow>());
        while (reader.Read())
        {
            number++;
            if (mark.Length > 0)
                rows.Add(Row(reader, number, columns, marks));
            else if (number > LastMarkRow)
                break;
            else
                mark = Marked(reader, columns);
        }
        return mark.Length == 0 ? null : new(reader.Name, mark, columns, rows, marks.Merged);
    }

    /// <summary>Finds the row that names the columns.</summary>
    private static string Marked(IExcelDataReader reader, Dictionary<string, int> columns)
    {
        var (mark, found) = ("", new Dictionary<string, int>(StringComparer.Ordinal));
        for (var c = 0; c < reader.FieldCount; c++)
            if (Text(reader.GetValue(c)) is { Length: > 0 } code)
            {
                if (code.StartsWith(WorkbookFormat.Mark, StringComparison.Ordinal))
                    (mark, code) = (code, WorkbookFormat.Mark);
                found.TryAdd(code, c);
            }
        if (mark.Length > 0)
            foreach (var (code, column) in found)
                columns.Add(code, column);
        return mark;
    }

    private static ReadRow Row(IExcelDataReader reader, int number, Dictionary<string, int> columns, SheetMarks marks)
    {
        var cells = new Dictionary<string, object?>(columns.Count, StringComparer.Ordinal);
        foreach (var (code, column) in columns)
            cells[code] = marks.Formulas.Count > 0 && marks.Formulas.Contains(WorkbookFormat.Letters(column) + number) ? ReadFormula.It : column < reader.FieldCount ? reader.GetValue(column) : null;
        return new(number, cells);
    }

    private static string Text(object? value) => value switch { string text => text, double number => number.ToString(System.Globalization.CultureInfo.InvariantCulture), _ => "" };
}

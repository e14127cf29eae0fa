using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Patuh.TestSupport;

/// <summary>Somebody before a workbook: changes cells, sheets and the file itself as people and programs do.</summary>
internal sealed class WorkbookEditor(byte[] file)
{
    public byte[] File { get; private set; } = file;

    /// <summary>Fills in the row of an indicator (and subject); columns are A for the first.</summary>
    public WorkbookEditor Set(string key, string column, object? value) => Edit(book =>
    {
        var (_, row) = Rows(book).First(r => Key(r.Row) == key);
        Put(row, column, value);
    });

    public string Get(string key, string column)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(File), false);
        return Text(Rows(book).First(r => Key(r.Row) == key).Row, column);
    }

    /// <summary>Keys of all rows, in order.</summary>
    public List<string> Keys()
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(File), false);
        return [.. Rows(book).Select(r => Key(r.Row)).Where(k => k.Contains('|'))];
    }

    /// <summary>Where a row stands, such as Input!7.</summary>
    public string Place(string key, string column)
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(File), false);
        var (sheet, row) = Rows(book).First(r => Key(r.Row) == key);
        return $"{sheet}!{column}{row.RowIndex}";
    }

    public List<string> Sheets()
    {
        using var book = SpreadsheetDocument.Open(new MemoryStream(File), false);
        return [.. book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().Select(s => s.Name!.Value!)];
    }

    public WorkbookEditor Edit(Action<SpreadsheetDocument> change)
    {
        var stream = new MemoryStream();
        stream.Write(File);
        using (var book = SpreadsheetDocument.Open(stream, true))
            change(book);
        File = stream.ToArray();
        return this;
    }

    public WorkbookEditor EditSheet(string name, Action<SheetData> change) => Edit(book => change(Data(book, name)));

    /// <summary>Adds a file to the archive.</summary>
    public WorkbookEditor Zip(string path, string text)
    {
        var stream = new MemoryStream();
        stream.Write(File);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry(path)?.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(path, CompressionLevel.Optimal).Open(), new UTF8Encoding(false));
            writer.Write(text);
        }
        File = stream.ToArray();
        return this;
    }

    public static SheetData Data(SpreadsheetDocument book, string name) =>
        ((WorksheetPart)book.WorkbookPart!.GetPartById(book.WorkbookPart.Workbook!.Sheets!.Elements<Sheet>().First(s => s.Name == name).Id!)).Worksheet!.GetFirstChild<SheetData>()!;

    public static void Put(Row row, string column, object? value)
    {
        var reference = column + row.RowIndex;
        var cell = row.Elements<Cell>().FirstOrDefault(c => c.CellReference == reference);
        if (cell is null)
            row.Append(cell = new Cell { CellReference = reference });
        (cell.CellValue, cell.InlineString, cell.CellFormula, cell.DataType) = (null, null, null, null);
        switch (value)
        {
            case string { Length: > 0 } formula when formula[0] == '\u0001':
                (cell.CellFormula, cell.CellValue) = (new CellFormula(formula[1..]), new CellValue("4"));
                break;
            case string text:
                (cell.DataType, cell.InlineString) = (CellValues.InlineString, new InlineString(new Text(text) { Space = DocumentFormat.OpenXml.SpaceProcessingModeValues.Preserve }));
                break;
            case double number:
                cell.CellValue = new CellValue(number);
                break;
        }
    }

    /// <summary>A formula whose last result was 4.</summary>
    public static string Formula(string formula) => "\u0001" + formula;

    public static string Key(Row row) => row.Elements<Cell>().LastOrDefault(c => c.CellReference!.Value!.StartsWith('N') || c.CellReference.Value.StartsWith('F')) is { } cell ? cell.InlineString?.InnerText ?? "" : "";

    private static string Text(Row row, string column) =>
        row.Elements<Cell>().FirstOrDefault(c => c.CellReference == column + row.RowIndex) is not { } cell ? "" : cell.InlineString?.InnerText ?? cell.CellValue?.InnerText ?? "";

    private static IEnumerable<(string Sheet, Row Row)> Rows(SpreadsheetDocument book) =>
        book.WorkbookPart!.Workbook!.Sheets!.Elements<Sheet>().SelectMany(s => Data(book, s.Name!.Value!).Elements<Row>().Select(r => (s.Name.Value!, r)));
}

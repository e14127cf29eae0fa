using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Patuh.Scoring;

namespace Patuh.Assessments.Workbook;

/// <summary>What a sheet is like around its cells.</summary>
/// <param name="Name">At most 31 characters.</param>
/// <param name="Widths">Of its columns; 0: hidden.</param>
/// <param name="FrozenRows">Stay in sight.</param>
/// <param name="FrozenColumns">Stay in sight.</param>
/// <param name="Landscape">How its paper lies.</param>
internal sealed record SheetLook(string Name, IReadOnlyList<double> Widths, uint FrozenRows = 0, uint FrozenColumns = 0, bool Landscape = true);

/// <summary>Writes one sheet, row after row; nothing of it is kept.</summary>
internal sealed partial class SheetWriter : IDisposable
{
    private const int MostLines = 25;
    private const double CharacterWidth = 0.96;

    private readonly OpenXmlWriter xml;
    private readonly SheetLook look;
    private int column;

    public SheetWriter(WorksheetPart part, SheetLook look)
    {
        (xml, this.look) = (OpenXmlWriter.Create(part), look);
        xml.WriteStartElement(new Worksheet());
        xml.WriteElement(new SheetProperties(new PageSetupProperties { FitToPage = true }));
        var view = new SheetView { WorkbookViewId = 0, ShowGridLines = look.FrozenRows > 0 };
        if (look.FrozenRows > 0)
            view.Append(new Pane
            {
                HorizontalSplit = look.FrozenColumns,
                VerticalSplit = look.FrozenRows,
                TopLeftCell = WorkbookFormat.Letters((int)look.FrozenColumns) + (look.FrozenRows + 1),
                ActivePane = look.FrozenColumns > 0 ? PaneValues.BottomRight : PaneValues.BottomLeft,
                State = PaneStateValues.Frozen,
            });
        xml.WriteElement(new SheetViews(view));
        xml.WriteElement(new SheetFormatProperties { DefaultRowHeight = 15 });
        xml.WriteElement(new Columns(look.Widths.Select((w, i) => new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = w == 0 ? 9 : w, CustomWidth = true, Hidden = w == 0 ? true : null })));
        xml.WriteStartElement(new SheetData());
    }

    /// <summary>Number of the row that is being written, or was last.</summary>
    public uint Row { get; private set; }

    /// <param name="lines">How many lines its longest text takes: not every program finds that out by itself.</param>
    /// <param name="hidden">Not shown.</param>
    public void BeginRow(int lines = 1, bool hidden = false)
    {
        const double LineHeight = 14.5, Edges = 2;
        (Row, column) = (Row + 1, 0);
        xml.WriteStartElement(new Row { RowIndex = Row, Hidden = hidden ? true : null, Height = lines > 1 ? (LineHeight * Math.Min(lines, MostLines)) + Edges : null });
    }

    /// <summary>About how many lines a text takes in a column.</summary>
    public int Lines(string text, int at) => text.Split('\n').Sum(l => (int)Math.Ceiling(Math.Max(1, l.Length) * CharacterWidth / look.Widths[at]));

    public void EndRow() => xml.WriteEndElement();

    public SheetWriter Text(string text, uint style = WorkbookStyles.Locked)
    {
        var cell = new Cell { CellReference = WorkbookFormat.Letters(column++) + Row, StyleIndex = style };
        if (text.Length > 0)
            (cell.DataType, cell.InlineString) = (CellValues.InlineString, new InlineString(new Text(Escape(text)) { Space = SpaceProcessingModeValues.Preserve }));
        xml.WriteElement(cell);
        return this;
    }

    /// <summary>A number where Excel can keep it as it is, else a text.</summary>
    public SheetWriter Value(string value)
    {
        if (!DecimalText.TryRead(value, out var number, out _) || new decimal((double)number) != number)
            return Text(value, WorkbookStyles.Value);
        xml.WriteElement(new Cell { CellReference = WorkbookFormat.Letters(column++) + Row, StyleIndex = WorkbookStyles.Value, CellValue = new CellValue(number.ToString(CultureInfo.InvariantCulture)) });
        return this;
    }

    public void Line(uint style, params ReadOnlySpan<string> texts)
    {
        var lines = 1;
        for (var i = 0; i < texts.Length && style is not (WorkbookStyles.Hidden or WorkbookStyles.Title); i++)
            lines = Math.Max(lines, Lines(texts[i], i));
        BeginRow(lines);
        foreach (var text in texts)
            Text(text, style);
        EndRow();
    }

    /// <summary>Ends the cells: locked but for what is to be filled in, without a password, with rules for what is typed, and ready for A4.</summary>
    public void End(IReadOnlyList<DataValidation> rules, string? filter = null)
    {
        xml.WriteEndElement();
        xml.WriteElement(new SheetProtection { Sheet = true, Objects = true, Scenarios = true, FormatColumns = false, FormatRows = false, FormatCells = false, Sort = false, AutoFilter = false });
        if (filter is not null)
            xml.WriteElement(new AutoFilter { Reference = filter });
        if (rules.Count > 0)
            xml.WriteElement(new DataValidations(rules) { Count = (uint)rules.Count });
        xml.WriteElement(new PageMargins { Left = 0.4, Right = 0.4, Top = 0.5, Bottom = 0.6, Header = 0.3, Footer = 0.3 });
        xml.WriteElement(new PageSetup { PaperSize = 9, Orientation = look.Landscape ? OrientationValues.Landscape : OrientationValues.Portrait, FitToWidth = 1, FitToHeight = 0 });
        xml.WriteElement(new HeaderFooter(new OddFooter("&L&A&R&P / &N")));
        xml.WriteEndElement();
        xml.Close();
    }

    public void Dispose() => xml.Dispose();

    /// <summary>Characters that XML does not have are written as Excel does, _x0007_; what looks like that already is told apart.</summary>
    private static string Escape(string text)
    {
        text = LooksEscaped().Replace(text, "_x005F_");
        return text.All(XmlConvert.IsXmlChar) ? text : string.Concat(text.Select((c, i) => XmlConvert.IsXmlChar(c) || Pair(text, i) ? c.ToString() : $"_x{(int)c:X4}_"));
    }

    private static bool Pair(string text, int at) =>
        (char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])) || (char.IsLowSurrogate(text[at]) && at > 0 && char.IsHighSurrogate(text[at - 1]));

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex LooksEscaped();
}

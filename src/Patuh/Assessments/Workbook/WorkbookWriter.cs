using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Patuh.Assessments.Answers;
using Patuh.Platform.Ui;
using Dimension = Patuh.Scoring.Dimension;

namespace Patuh.Assessments.Workbook;

/// <summary>Buku kerja: writes the answers of one assessment as a workbook that can be filled in without a network and read back.</summary>
internal sealed class WorkbookWriter(OpenAssessment open, WorkbookAbout about, ILookup<(string Indicator, string Subject), AnswerEventRow> heads, string by, Reader L)
{
    private static readonly string[] Codes = ["", "", "", "", WorkbookFormat.Value, WorkbookFormat.Note, WorkbookFormat.NaReason, WorkbookFormat.ChangeReason, "", "", "", "", ""];

    private static readonly string[] Heads =
    [
        "No", "Kode\nCode", "Indikator\nIndicator", "Tentang\nAbout", "Nilai\nValue", "Catatan\nNote", "Alasan tidak berlaku (na)\nWhy not applicable (na)",
        "Alasan perubahan\nWhy changed", "Skala\nScale", "Rubrik\nRubric", "Cara\nMethod", "Variabel\nVariable", "Keadaan saat diunduh\nWhen downloaded",
    ];

    private static readonly double[] Widths = [5, 8, 36, 24, 8, 34, 22, 22, 8, 34, 16, 24, 22, 0, 0];

    private const int FirstRow = 4;

    private readonly Method method = Method.Of(open.File, about.Kind);
    private readonly List<(string Name, string Id, bool Hidden, string? Titles)> sheets = [];
    private IReadOnlyList<string> spare = [];

    public byte[] Write()
    {
        spare = SheetRows.Spare(method, open.Row.Level, open.Subjects);
        var stream = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook))
        {
            var book = document.AddWorkbookPart();
            using (var styles = new MemoryStream(Encoding.UTF8.GetBytes(WorkbookStyles.Xml)))
                book.AddNewPart<WorkbookStylesPart>().FeedData(styles);
            new GuideSheet(open, about, by, L).Write(sheet => Add(book, sheet));
            foreach (var dimension in method.Dimensions(open.Row.Level))
                Part(book, dimension);
            new RespondentSheet(open.Subjects, spare, L).Write(sheet => Add(book, sheet));
            About(book);
            book.Workbook = new DocumentFormat.OpenXml.Spreadsheet.Workbook(
                new Sheets(sheets.Select((s, i) => new Sheet { Name = s.Name, SheetId = (uint)i + 1, Id = s.Id, State = s.Hidden ? SheetStateValues.VeryHidden : null })),
                new DefinedNames(sheets.Select((s, i) => (s, i)).Where(x => x.s.Titles is not null)
                    .SelectMany(x => new[] { ("Print_Area", "$A:$J"), ("Print_Titles", x.s.Titles!) }
                        .Select(n => new DefinedName($"'{x.s.Name}'!{n.Item2}") { Name = "_xlnm." + n.Item1, LocalSheetId = (uint)x.i }))));
            book.Workbook.Save();
        }
        return stream.ToArray();
    }

    private void Part(WorkbookPart book, Dimension dimension)
    {
        var rows = SheetRows.Of(dimension, open.Subjects, spare).ToList();
        using var sheet = Add(book, new SheetLook(L.T(dimension.Name), Widths, FirstRow - 1, 4), "$3:$3");
        sheet.BeginRow(hidden: true);
        foreach (var code in Codes)
            sheet.Text(code, WorkbookStyles.Hidden);
        sheet.Text(WorkbookFormat.Mark + dimension.Code, WorkbookStyles.Hidden).Text(WorkbookFormat.Heads, WorkbookStyles.Hidden).EndRow();
        sheet.Line(WorkbookStyles.Title, $"{L.T(dimension.Name)} – {open.Row.Name}, {open.Agency.Name} ({open.Cycle.Year})");
        sheet.Line(WorkbookStyles.Head, Heads);
        var number = 0;
        foreach (var row in rows)
        {
            var standing = heads[(row.Indicator.Code, row.SubjectKey)].ToList();
            var says = Standing.Of(standing);
            var (name, subject, rubric, ways) = (L.T(row.Indicator.Name), WorkbookWords.Subject(row, L), WorkbookWords.Rubric(row.Indicator), WorkbookWords.Methods(row.Indicator, L));
            sheet.BeginRow(new[] { sheet.Lines(name, 2), sheet.Lines(subject, 3), sheet.Lines(says.Note, 5), sheet.Lines(says.Reason, 6), sheet.Lines(rubric, 9), sheet.Lines(ways, 10) }.Max());
            sheet.Text($"{++number}", WorkbookStyles.Centred).Text(row.Indicator.Code).Text(name).Text(subject)
                .Value(says.Value).Text(says.Note, WorkbookStyles.Typed).Text(says.Reason, WorkbookStyles.Typed).Text("", WorkbookStyles.Typed)
                .Text(WorkbookWords.Scale(row.Indicator.Scale, L)).Text(rubric).Text(ways).Text(L.T(row.Variable.Name)).Text(State(standing))
                .Text(row.Key, WorkbookStyles.Hidden).Text(string.Join(' ', standing.Select(h => h.Id)), WorkbookStyles.Hidden);
            sheet.EndRow();
        }
        var last = Math.Max(FirstRow, FirstRow + rows.Count - 1);
        sheet.End([.. SheetRules.Values("E", [.. rows.Select(r => r.Indicator.Scale)], FirstRow, L), SheetRules.Length($"F{FirstRow}:H{last}")], $"A3:O{last}");
    }

    /// <summary>What an office has to look at: that answers contradict each other, or that one was taken back.</summary>
    private string State(List<AnswerEventRow> standing) =>
        standing.Count == 0 ? ""
        : standing.Exists(h => h.Value != standing[0].Value) ? L.T("Bertentangan: ", "Contradicting: ") + string.Join(" | ", standing.Select(h => h.Value.Length == 0 ? "–" : L.Decimal(h.Value)).Order(StringComparer.Ordinal))
        : standing[0].Value.Length == 0 ? L.T("Ditarik kembali", "Taken back") : L.T("Terisi", "Answered");

    private void About(WorkbookPart book)
    {
        using var sheet = Add(book, new SheetLook(WorkbookFormat.About, [20, 60]), hidden: true);
        (string Name, string Value)[] lines =
        [
            ("format", WorkbookFormat.Version), ("id", about.Id), ("assessment", about.Assessment), ("kind", about.Kind), ("name", about.Name),
            ("instrument", about.Instrument), ("version", about.InstrumentVersion), ("hash", about.InstrumentHash), ("exported", about.ExportedAt),
        ];
        foreach (var (name, value) in lines)
            sheet.Line(WorkbookStyles.Hidden, name, value);
        sheet.End([]);
    }

    private SheetWriter Add(WorkbookPart book, SheetLook look) => Add(book, look, null);

    private SheetWriter Add(WorkbookPart book, SheetLook look, string? titles = null, bool hidden = false)
    {
        var part = book.AddNewPart<WorksheetPart>();
        var name = Free(look.Name);
        sheets.Add((name, book.GetIdOfPart(part), hidden, titles));
        return new SheetWriter(part, look with { Name = name });
    }

    /// <summary>Excel's rules for names of sheets: no longer than 31, without some marks, and each once.</summary>
    private string Free(string name)
    {
        var clean = string.Concat(name.Select(c => @"[]:*?/\'".Contains(c) ? ' ' : c)).Trim();
        for (var n = 1; ; n++)
        {
            var tail = n == 1 ? "" : $" {n}";
            var tried = clean[..Math.Min(clean.Length, 31 - tail.Length)].Trim() + tail;
            if (!sheets.Exists(s => string.Equals(s.Name, tried, StringComparison.OrdinalIgnoreCase)))
                return tried;
        }
    }
}

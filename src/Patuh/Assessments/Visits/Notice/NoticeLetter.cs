using Patuh.Platform;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Patuh.Platform.Ui;
using PdfSharp.Pdf;

namespace Patuh.Assessments.Visits.Notice;

/// <summary>Lays a notice out as a PDF. The same body, number and moment make the same bytes.</summary>
internal static partial class NoticeLetter
{
    // letters are Indonesian, whoever makes them
    private static readonly Reader L = new("id", "/");

    // the library keeps fonts in caches of its own
    private static readonly Lock One = new();

    public static byte[] Write(NoticeBody body, string number, string? replaces, DateTimeOffset at)
    {
        lock (One)
        {
            using var document = new PdfDocument();
            var moment = DateTime.SpecifyKind(at.UtcDateTime, DateTimeKind.Utc);
            (document.Info.Title, document.Info.Author, document.Info.CreationDate, document.Info.ModificationDate, document.Language) = ($"{NoticeTexts.Current.Subject} {number}", body.Office, moment, moment, "id");
            using (var letter = new LetterWriter(document, NoticeTexts.Current.Label))
            {
                Lay(letter, body, number, replaces, Stamp.DayOf(at));
                letter.Finish();
            }
            document.Internals.FirstDocumentID = document.Internals.SecondDocumentID = body.Hash[..16];
            using var stream = new MemoryStream();
            document.Save(stream);
            return Settle(stream.ToArray(), body.Hash);
        }
    }

    private static void Lay(LetterWriter letter, NoticeBody body, string number, string? replaces, DateOnly day)
    {
        var texts = NoticeTexts.Current;
        letter.Text(texts.Label, 8);
        letter.Gap(8);
        letter.Text(texts.Heading, 14, bold: true);
        letter.Text(body.Office, 11);
        letter.Gap(12);
        foreach (var (name, value) in ((string, string)[])[("Nomor", number), ("Tanggal", L.Date(Platform.Stamp.Of(day))), ("Hal", texts.Subject), ("Kepada", body.Agency)])
            letter.Row([(name, 0, 70), (value, 70, letter.Width - 70)]);
        letter.Gap(10);
        letter.Text(NoticeTexts.Fill(texts.Opening, ("cycle", body.Cycle)));
        if (replaces is not null)
            letter.Text(NoticeTexts.Fill(texts.Replaces, ("number", replaces)), bold: true);
        letter.Heading(texts.Visits);
        Row(letter, ("No.", "Unit", "Hari", "Jam", "Tim"), bold: true);
        for (var i = 0; i < body.Visits.Count; i++)
            Row(letter, ((i + 1).ToString(CultureInfo.InvariantCulture), body.Visits[i].Unit, VisitWords.Day(body.Visits[i].Day, L), L.Clock(body.Visits[i].Starts), body.Visits[i].Team), bold: false);
        letter.Heading(texts.Teams);
        foreach (var team in body.Teams)
            letter.Text($"{team.Name}: {string.Join(", ", ((string[])[team.Leader.Length > 0 ? team.Leader + " (ketua)" : "", .. team.Members]).Where(m => m.Length > 0))}");
        letter.Heading(texts.Documents);
        letter.Text(texts.DocumentsNote);
        foreach (var part in body.Documents)
        {
            letter.Gap(4);
            letter.Text(part.Variable, bold: true);
            foreach (var item in part.Items)
                letter.Row([("•", 6, 14), (item.Name + (item.Evidence.Count > 0 ? " (" + string.Join("; ", item.Evidence) + ")" : ""), 18, letter.Width - 18)], 9.5);
        }
        if (body.Topics.Count > 0)
        {
            letter.Heading(texts.Topics);
            letter.Text(texts.TopicsNote);
            foreach (var topic in body.Topics)
                letter.Row([("•", 6, 14), (topic, 18, letter.Width - 18)], 9.5);
        }
        letter.Gap(12);
        letter.Text(NoticeTexts.Fill(texts.Closing, ("days", VisitHints.Current.ConfirmDays.ToString(CultureInfo.InvariantCulture))));
    }

    private static void Row(LetterWriter letter, (string Number, string Unit, string Day, string Starts, string Team) row, bool bold) =>
        letter.Row([(row.Number, 0, 28), (row.Unit, 28, 190), (row.Day, 218, 130), (row.Starts, 348, 45), (row.Team, 393, letter.Width - 393)], 9.5, bold, ruled: true);

    /// <summary>The library draws lots for the tags of font subsets and for ids: ours come from the body, at the same length, so that every offset stays right.</summary>
    private static byte[] Settle(byte[] pdf, string hash)
    {
        var text = Encoding.Latin1.GetString(pdf);
        var tags = new Dictionary<string, string>();
        text = SubsetTag().Replace(text, m => tags.TryGetValue(m.Value, out var tag) ? tag : tags[m.Value] = $"/PATUH{(char)('A' + tags.Count)}+");
        text = Uuid().Replace(text, $"uuid:{hash[..8]}-{hash[8..12]}-{hash[12..16]}-{hash[16..20]}-{hash[20..32]}");
        return Encoding.Latin1.GetBytes(text);
    }

    [GeneratedRegex("/[A-Z]{6}\\+(?=Plus#20Jakarta)")]
    private static partial Regex SubsetTag();

    [GeneratedRegex("uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();
}

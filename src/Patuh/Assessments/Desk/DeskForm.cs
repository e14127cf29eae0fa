using System.Security.Cryptography;
using System.Text;
using Patuh.Assessments.Answers;

namespace Patuh.Assessments.Desk;

/// <summary>
/// What was typed on a desk's page that is sent as a whole. Each cell comes with what it showed and which answers it showed: only what was changed becomes an answer,
/// in the place of what was seen.
/// </summary>
internal sealed class DeskForm(IFormCollection form, IEnumerable<DeskCell> cells, DateTimeOffset now)
{
    public string Seed { get; } = Guid.TryParse(form["benih"], out var seed) ? seed.ToString() : Guid.CreateVersion7(now).ToString();

    public IReadOnlyList<(AnswerDraft Draft, DeskCell Cell)> Drafts(string kind)
    {
        var drafts = new List<(AnswerDraft, DeskCell)>();
        foreach (var cell in cells)
        {
            if (!form.TryGetValue("n:" + cell.Key, out var typed))
                continue;
            var (was, seen) = Seen(form["d:" + cell.Key].ToString());
            var value = Clean(typed.ToString());
            if (value == was)
                continue;
            drafts.Add((new AnswerDraft(Id(cell, value, seen), kind, cell.Subject?.Id ?? "", cell.Indicator.Code, value, "", form["a:" + cell.Key].ToString().Trim(), seen, now, "", AnswerSource.Desk), cell));
        }
        return drafts;
    }

    /// <summary>A comma is what people type for a point.</summary>
    public static string Clean(string typed) => typed.Trim() is var text && string.Equals(text, "na", StringComparison.OrdinalIgnoreCase) ? "na" : text.Replace(',', '.');

    private static (string Was, string[] Seen) Seen(string hidden) =>
        hidden.Split('|', 2) is [var was, var ids] ? (was, ids.Split(' ', StringSplitOptions.RemoveEmptyEntries)) : ("", []);

    // made of what is sent: sent twice it is the same answer
    private string Id(DeskCell cell, string value, string[] seen) =>
        new Guid(SHA256.HashData(Encoding.UTF8.GetBytes($"{Seed}\0{cell.Key}\0{value}\0{string.Join(' ', seen)}")).AsSpan(0, 16)).ToString();
}

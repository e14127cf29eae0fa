using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Patuh.Assessments.Answers;
using Patuh.Platform;

namespace Patuh.Assessments.Workbook;

/// <summary>
/// What was looked at, on its way from the preview to the confirmation: the browser keeps it in the form, sealed for this person and this assessment, so that nothing is kept
/// here and what is imported is what was seen.
/// </summary>
internal sealed record WorkbookParcel(WorkbookAbout About, string FileHash, IReadOnlyList<NewPerson> People, IReadOnlyList<WorkbookParcel.Item> Items)
{
    /// <summary>A form's field takes four megabytes.</summary>
    private const int Longest = 3_000_000;

    /// <summary>An answer without what the workbook says of all of them.</summary>
    internal sealed record Item(string Indicator, string Subject, string Value, string Note, string Reason, IReadOnlyList<string> After);

    public static WorkbookParcel Of(WorkbookAbout about, string fileHash, WorkbookPlan plan) =>
        new(about, fileHash, plan.People, [.. plan.Changes.Select(c => c.Draft).Select(d => new Item(d.Indicator, d.Subject, d.Value, d.Note, d.Reason, d.After))]);

    public List<AnswerDraft> Drafts() =>
    [
        .. Items.Select(i => new AnswerDraft(WorkbookIds.Answer(About.Assessment, About.Kind, i.Indicator, i.Subject, i.Value, i.Note, i.Reason, i.After),
            About.Kind, i.Subject, i.Indicator, i.Value, i.Note, i.Reason, i.After, Stamp.Read(About.ExportedAt), About.Device, AnswerSource.Workbook)),
    ];

    /// <summary>As fields of a form.</summary>
    public IEnumerable<string> Seal(IDataProtector protector)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(brotli, this);
        return Convert.ToBase64String(protector.Protect(packed.ToArray())).Chunk(Longest).Select(c => new string(c));
    }

    /// <summary>Null where it is not what was sealed for this person and assessment.</summary>
    public static WorkbookParcel? Open(IDataProtector protector, IEnumerable<string?> fields)
    {
        try
        {
            var sealed64 = string.Concat(fields);
            if (sealed64.Length == 0)
                return null;
            using var brotli = new BrotliStream(new MemoryStream(protector.Unprotect(Convert.FromBase64String(sealed64))), CompressionMode.Decompress);
            return JsonSerializer.Deserialize<WorkbookParcel>(brotli);
        }
        catch (Exception e) when (e is CryptographicException or FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

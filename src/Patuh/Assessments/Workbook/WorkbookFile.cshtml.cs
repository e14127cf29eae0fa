using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Workbook;

/// <summary>Downloads the workbook of an assessment, for whoever may read that kind of answers.</summary>
[Needs(Right.CyclesRead)]
internal sealed class WorkbookFileModel(PatuhDb db, TimeProvider time) : WorkPage
{
    public async Task<IActionResult> OnGet(string assessment, string? jenis, CancellationToken cancel)
    {
        if (await OpenAssessment.Find(db, assessment, cancel) is not { } open || KindOf(AnswerAccess.Seen(Me, open.Row), jenis) is not { } kind)
            return Foreign();
        var standing = await (from h in db.Set<AnswerHeadRow>() where h.AssessmentId == assessment && h.Kind == kind join e in db.Set<AnswerEventRow>() on h.EventId equals e.Id orderby e.Number select e).ToListAsync(cancel);
        var now = time.GetUtcNow();
        var instrument = open.File.Instrument;
        var about = new WorkbookAbout(
            Guid.CreateVersion7(now).ToString(), open.Row.Id, kind, open.Row.Name, instrument.Id, instrument.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), open.File.Hash, Stamp.Of(now));
        var bytes = new WorkbookWriter(open, about, standing.ToLookup(e => (e.Indicator, e.SubjectId)), Me.Name, L).Write();
        return File(bytes, WorkbookFormat.MediaType, Name(open, kind));
    }

    /// <summary>The kind that is asked for where it may be seen; null: nothing to see.</summary>
    public static string? KindOf(IReadOnlyList<string> seen, string? asked) =>
        asked is null || !AnswerKind.All.Contains(asked) ? seen.FirstOrDefault() : seen.Contains(asked) ? asked : null;

    private static string Name(OpenAssessment open, string kind)
    {
        var plain = string.Concat($"{open.Agency.Name} {open.Row.Name}".ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
        return $"buku-kerja-{open.Cycle.Id}-{string.Join('-', plain.Split('-', StringSplitOptions.RemoveEmptyEntries))}{(kind == AnswerKind.Self ? "-mandiri" : "")}.xlsx";
    }
}

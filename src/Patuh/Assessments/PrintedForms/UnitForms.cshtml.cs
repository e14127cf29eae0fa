using Microsoft.AspNetCore.Mvc;
using Patuh.Accounts.Permissions;
using Patuh.Assessments.Answers;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PrintedForms;

/// <summary>Forms of one assessment, with the names of its plan. An agency gets what it may see before a visit.</summary>
[Needs(Right.CyclesRead)]
internal sealed class UnitFormsModel(PatuhDb db) : PaperPage
{
    public async Task<IActionResult> OnGet(string assessment, string? bagian, int? jumlah, CancellationToken cancel)
    {
        if (await OpenAssessment.Find(db, assessment, cancel) is not { } open || AnswerAccess.Seen(Me, open.Row) is not { Count: > 0 } kinds)
            return Foreign();
        (Unit, Agency, Of) = (open.Row.Name, open.Agency.Name, $"{open.Cycle.Title} · {Named(open.File.Instrument, L)}");
        return Show($"/kerja/penilaian/{open.Row.Id}/formulir", [.. Method.Of(open.File, kinds[0]).Dimensions(open.Row.Level)], open.Subjects, bagian, jumlah);
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Agencies;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Cycles;
using Patuh.Assessments.Plan;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.PrintedForms;

/// <summary>Blank forms of a class in a cycle, to be copied. Those of a draft are for who plans it.</summary>
[Needs(Right.CyclesRead)]
internal sealed class ClassFormsModel(PatuhDb db) : PaperPage
{
    public async Task<IActionResult> OnGet(string cycle, [FromRoute(Name = "class")] string agencyClass, string? bagian, CancellationToken cancel)
    {
        var drafts = Me.HasAnywhere(Right.PlansWrite);
        var found = await (
            from c in db.Set<AssessmentCycleRow>()
            where c.Id == cycle && (drafts || c.State != CycleState.Draft)
            join m in db.Set<CycleMethodRow>() on c.Id equals m.CycleId
            where m.Class == agencyClass
            join i in db.Set<InstrumentRow>() on new { Id = m.InstrumentId, Version = m.InstrumentVersion } equals new { i.Id, i.Version }
            select new { c.Title, i.Hash, i.Id, i.Version }).SingleOrDefaultAsync(cancel);
        if (found is null)
            return Foreign();
        var file = await Methods.Of(db, found.Hash, found.Id, found.Version, cancel);
        Of = $"{found.Title} · {(AgencyClasses.Find(agencyClass) is { } known ? L.T(known.Name) : agencyClass)} · {Named(file.Instrument, L)}";
        return Show($"/kerja/siklus/{cycle}/formulir/{agencyClass}", Method.Of(file, InstrumentForms.KindFor(Me)).Instrument.Dimensions, null, bagian, null);
    }
}

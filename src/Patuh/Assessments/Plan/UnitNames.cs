using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Organisations.Tree;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Assessments.Plan;

/// <summary>Puts the name of a unit's organisation right from today on: whoever holds a role in it keeps it, and what was before keeps its name.</summary>
internal sealed class UnitNames(PatuhDb db, TimeProvider time, TreeBook book)
{
    /// <summary>In the caller's transaction; null when it is done, otherwise the field and the sentence of why not.</summary>
    public async Task<(string Field, string Sentence)?> Rename(Actor me, AssessmentCycleRow cycle, AssessmentRow unit, string name, Reader L, CancellationToken cancel)
    {
        var organisation = await db.Set<OrganisationRow>().AsNoTracking().SingleAsync(o => o.Id == unit.OrganisationId, cancel);
        // the tree had the right name already
        if (organisation.Name == name)
            return null;
        var (by, today) = (me.By(Right.PlansWrite, unit.Place), Stamp.Today(time));
        var (day, why) = (Stamp.Of(today), $"Nama diperbaiki dalam rencana {cycle.Title}");
        // a name that began today is no past yet
        var began = await db.Set<OrganisationVersionRow>().AnyAsync(v => v.OrganisationId == organisation.Id && v.ValidFrom == day && v.ValidTo == null, cancel);
        var problem = began ? await book.Correct(organisation, name, by, why, L, cancel)
            : await book.Save(new TreePlan(ChangeKind.Rename, organisation, today, $"Rencana {cycle.Title}", [TreeNode.Of(organisation) with { Name = name }], []) { Why = why }, by, L, cancel);
        return problem is not { } found ? null : ("nama", L.T($"{found.Sentence} Bila yang dimaksud unit lain, pilih “Unit lain”.", $"{found.Sentence} If another unit is meant, choose “Another unit”."));
    }
}

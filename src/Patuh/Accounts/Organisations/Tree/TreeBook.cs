using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Audit;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Accounts.Organisations.Tree;

/// <summary>What another room does, in the same transaction, when organisations have changed.</summary>
internal sealed record TreeListener(Action<PatuhDb, TimeProvider> Changed);

/// <summary>
/// Buku perubahan susunan: keeps changes, undoes them while they lie ahead, and lets those whose day has come take effect. Changes are rare: whoever makes one
/// has the tree alone until it is saved.
/// </summary>
internal sealed class TreeBook(PatuhDb db, TimeProvider time, IEnumerable<TreeListener> listeners)
{
    /// <summary>
    /// Keeps a change; one whose day is here holds at once. Gives what it is refused for, looked at anew, or null. Whoever calls may have a transaction, with nothing of its own
    /// waiting to be saved, and undoes it where the change is refused.
    /// </summary>
    public async Task<(string Field, string Sentence)?> Save(TreePlan plan, By by, Reader L, CancellationToken cancel)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await Alone(cancel);
        if (await TreeRules.Problem(db, plan, Stamp.Today(time), L, cancel) is { } problem)
            return problem;
        var (change, day) = (Guid.CreateVersion7(time.GetUtcNow()).ToString(), Stamp.Of(plan.Day));
        db.Add(new OrganisationChangeRow
        {
            Id = change,
            Kind = plan.Kind,
            OrganisationId = plan.Organisation.Id,
            Day = day,
            Law = plan.Law,
            Reason = plan.Why,
            MadeBy = by.PersonId,
            MadeRole = by.Role,
            MadeFor = by.OrganisationId,
            MadeAt = Stamp.Now(time),
        });
        await EndVersions(plan.Participants, day, cancel);
        foreach (var node in plan.Begin)
            db.Add(new OrganisationVersionRow { OrganisationId = node.Id, ValidFrom = day, Kind = node.Kind, Name = node.Name, ParentId = node.ParentId, Province = node.Province, ChangeId = change });
        foreach (var (predecessor, successor) in plan.Successions)
            db.Add(new OrganisationSuccessionRow { PredecessorId = predecessor, SuccessorId = successor.Id, Day = day, Kind = plan.Kind, Law = plan.Law, ChangeId = change });
        foreach (var (grant, successor) in plan.Carried)
            db.Add(new OrganisationChangeGrantRow { ChangeId = change, GrantId = grant, SuccessorId = successor });
        db.Audit(time, by, "organisation.change_made", new Subject("organisation", plan.Organisation.Id), new { plan.Organisation.Name, plan.Organisation.ParentId },
            new { change, plan.Kind, day, plan.Law, begin = plan.Begin.Select(b => new { b.Id, b.Name, b.ParentId }), end = plan.End.Select(e => e.Id), carried = plan.Carried.Select(c => new { grant = c.Grant, successor = c.Successor }) }, plan.Why);
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        await TakeEffect(cancel);
        if (transaction is not null)
            await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Undoes a change that lies ahead, as if it had never been made but for the record of it; false when it holds already or is undone.</summary>
    public async Task<bool> Undo(OrganisationChangeRow change, By by, string why, CancellationToken cancel)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await Alone(cancel);
        var (now, today) = (Stamp.Now(time), Stamp.Of(Stamp.Today(time)));
        if (await db.Set<OrganisationChangeRow>().Where(c => c.Id == change.Id && c.EffectiveAt == null && c.UndoneAt == null && string.Compare(c.Day, today) > 0).ExecuteUpdateAsync(c => c.SetProperty(x => x.UndoneAt, now), cancel) == 0)
            return false;
        var took = db.Set<OrganisationVersionRow>().Where(v => v.ChangeId == change.Id).Select(v => v.OrganisationId)
            .Concat(db.Set<OrganisationSuccessionRow>().Where(s => s.ChangeId == change.Id).Select(s => s.PredecessorId));
        await db.Set<OrganisationVersionRow>().Where(v => v.ValidTo == change.Day && took.Contains(v.OrganisationId)).ExecuteUpdateAsync(v => v.SetProperty(x => x.ValidTo, (string?)null), cancel);
        await db.Set<OrganisationVersionRow>().Where(v => v.ChangeId == change.Id).ExecuteDeleteAsync(cancel);
        await db.Set<OrganisationSuccessionRow>().Where(s => s.ChangeId == change.Id).ExecuteDeleteAsync(cancel);
        await db.Set<OrganisationChangeGrantRow>().Where(g => g.ChangeId == change.Id).ExecuteDeleteAsync(cancel);
        db.Audit(time, by, "organisation.change_undone", new Subject("organisation", change.OrganisationId), before: new { change = change.Id, change.Kind, change.Day, change.Law }, why: why);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return true;
    }

    /// <summary>Betulkan nama: the name was written wrongly and is put right where it stands, without a new version; whoever calls may have a transaction, as above.</summary>
    public async Task<(string Field, string Sentence)?> Correct(OrganisationRow organisation, string name, By by, string why, Reader L, CancellationToken cancel)
    {
        await using var transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await Alone(cancel);
        var today = Stamp.Today(time);
        if (await OrganisationTree.AsOf(db, today).AnyAsync(o => o.Id != organisation.Id && o.Kind == organisation.Kind && o.ParentId == organisation.ParentId && o.Name.ToUpper() == name.ToUpperInvariant(), cancel))
            return ("nama", L.T($"Nama “{name}” sudah dipakai di sana.", $"The name “{name}” is taken there."));
        await Begun([organisation.Id], cancel);
        var (on, id) = (Stamp.Of(today), organisation.Id);
        await db.Set<OrganisationVersionRow>().Where(v => v.OrganisationId == id && string.Compare(v.ValidFrom, on) <= 0 && (v.ValidTo == null || string.Compare(v.ValidTo, on) > 0)).ExecuteUpdateAsync(v => v.SetProperty(x => x.Name, name), cancel);
        await db.Set<OrganisationRow>().Where(o => o.Id == id).ExecuteUpdateAsync(o => o.SetProperty(x => x.Name, name), cancel);
        db.Audit(time, by, "organisation.name_corrected", new Subject("organisation", id), new { organisation.Name }, new { name }, why);
        await db.SaveChangesAsync(cancel);
        Tell();
        if (transaction is not null)
            await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Lets the changes whose day has come take effect, each once, oldest first; whoever calls may have a transaction.</summary>
    public async Task TakeEffect(CancellationToken cancel)
    {
        var today = Stamp.Of(Stamp.Today(time));
        var due = await db.Set<OrganisationChangeRow>().Where(c => c.EffectiveAt == null && c.UndoneAt == null && string.Compare(c.Day, today) <= 0).OrderBy(c => c.Day).ThenBy(c => c.Id).ToListAsync(cancel);
        if (due.Count == 0)
            return;
        await using var own = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(cancel) : null;
        await Alone(cancel);
        var now = Stamp.Now(time);
        foreach (var change in due)
            // of two programs that notice the day at once one gets through
            if (await db.Set<OrganisationChangeRow>().Where(c => c.Id == change.Id && c.EffectiveAt == null && c.UndoneAt == null).ExecuteUpdateAsync(c => c.SetProperty(x => x.EffectiveAt, now), cancel) == 1)
                await new TreeEffect(db, time, change).Apply(cancel);
        Tell();
        if (own is not null)
            await own.CommitAsync(cancel);
    }

    /// <summary>The version that ends with the day; for the first change of an organisation that of its beginning is written down first.</summary>
    private async Task EndVersions(IReadOnlyList<string> ids, string day, CancellationToken cancel)
    {
        await Begun(ids, cancel);
        await db.Set<OrganisationVersionRow>().Where(v => ids.Contains(v.OrganisationId) && v.ValidTo == null).ExecuteUpdateAsync(v => v.SetProperty(x => x.ValidTo, day), cancel);
    }

    private async Task Begun(IReadOnlyList<string> ids, CancellationToken cancel)
    {
        foreach (var o in await db.Set<OrganisationRow>().Where(o => ids.Contains(o.Id) && !db.Set<OrganisationVersionRow>().Any(v => v.OrganisationId == o.Id)).ToListAsync(cancel))
            db.Add(new OrganisationVersionRow { OrganisationId = o.Id, ValidFrom = OrganisationVersionRow.Always, Kind = o.Kind, Name = o.Name, ParentId = o.ParentId, Province = o.Province });
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
    }

    /// <summary>One row that every change of the tree holds: SQLite has one writer anyway, PostgreSQL waits here.</summary>
    private Task Alone(CancellationToken cancel) =>
        db.Set<OrganisationRow>().Where(o => o.Id == OrganisationRow.HeadOfficeId).ExecuteUpdateAsync(o => o.SetProperty(x => x.Kind, OrganisationKind.HeadOffice), cancel);

    private void Tell()
    {
        foreach (var listener in listeners)
            listener.Changed(db, time);
    }
}

using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Home;
using Patuh.Accounts.Organisations;
using Patuh.Accounts.Permissions;
using Patuh.Platform;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;

namespace Patuh.Agencies.FocalPoints;

/// <summary>Test calls that are due, for whoever makes them: one query.</summary>
internal sealed class WaitingCalls(PatuhDb db, TimeProvider time) : IWaitingWork
{
    public async Task<IReadOnlyList<WaitingPlace>> Of(Actor me, Reader L, CancellationToken cancel)
    {
        var reach = Reach.Of(me, Right.ContactsWrite);
        if (reach.Empty)
            return [];
        var due = TestCalls.Due(db, Stamp.Of(Stamp.Today(time)));
        // as the list counts them
        var agencies = await reach.Within(db.Set<OrganisationRow>()).CountAsync(o => o.Kind == OrganisationKind.Agency && o.ClosedOn == null && due.Any(c => c.AgencyId == o.Id), cancel);
        return agencies == 0 ? [] : [new(L.T("Narahubung", "Focal points"), "/kerja/narahubung", [], [new(agencies, L.T("instansi yang uji teleponnya sudah waktunya", agencies == 1 ? "agency whose test call is due" : "agencies whose test call is due"), "/kerja/narahubung?saring=jatuh-tempo")]) { Order = 1 }];
    }
}

using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Accounts.Organisations.Pages;

/// <summary>The organisations within the reader's reach: offices, agencies, units.</summary>
[Needs(Right.OrganisationsRead)]
internal sealed class OrganisationListModel(PatuhDb db) : WorkPage
{
    public const int PageSize = 50;

    public string Search { get; private set; } = "";

    public int Number { get; private set; } = 1;

    public int Count { get; private set; }

    public int Pages => (Count + PageSize - 1) / PageSize;

    public IReadOnlyList<OrganisationRow> Organisations { get; private set; } = [];

    public async Task OnGet(string? q, int hal, CancellationToken cancel)
    {
        Title = L.T("Organisasi", "Organisations");
        Search = (q ?? "").Trim() is { Length: <= 100 } text ? text : "";
        var found = Permission.Reach(Me, Right.OrganisationsRead).Within(db.Set<OrganisationRow>());
        if (Search.Length > 0)
        {
            var part = Search.ToUpperInvariant();
            found = found.Where(o => o.Name.ToUpper().Contains(part));
        }
        Count = await found.CountAsync(cancel);
        Number = Math.Clamp(hal, 1, Math.Max(1, Pages));
        Organisations = await found.OrderBy(o => o.Kind == OrganisationKind.HeadOffice ? 0 : o.Kind == OrganisationKind.RegionalOffice ? 1 : o.Kind == OrganisationKind.Agency ? 2 : 3).ThenBy(o => o.Name).ThenBy(o => o.Id)
            .Skip((Number - 1) * PageSize).Take(PageSize).ToListAsync(cancel);
    }
}

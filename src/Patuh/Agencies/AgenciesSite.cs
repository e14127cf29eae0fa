using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Home;
using Patuh.Accounts.Organisations.Tree;
using Patuh.Agencies.FocalPoints;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Agencies;

/// <summary>What agencies bring to the site: each is an organisation in which people hold roles.</summary>
internal static class AgenciesSite
{
    // one statement each, whatever the number of agencies; the latest province is the one whose office answers for an agency now
    private const string Province = "(select min(substr(r.code, 1, 2)) from agency_region r where r.agency_id = a.id and r.valid_to is null)";
    private const string Add = "insert into organisation (id, kind, name, province) select a.id, 'agency', a.name, " + Province + " from agency a where not exists (select 1 from organisation o where o.id = a.id)";
    private const string Follow = "update organisation set name = (select a.name from agency a where a.id = organisation.id) where kind = 'agency' and not exists (select 1 from organisation_version v where v.organisation_id = organisation.id) and name <> (select a.name from agency a where a.id = organisation.id)";

    public static SitePart Part { get; } = new(Services, _ => { }) { Prepare = AddOrganisations };

    /// <summary>Adds the agencies that imports have brought since, and takes over their names, but for those that a change of the tree gave: there agencies follow (<see cref="AgencyNames"/>).</summary>
    public static void AddOrganisations(PatuhDb db)
    {
        db.Database.ExecuteSqlRaw(Add);
        db.Database.ExecuteSqlRaw(Follow);
    }

    private static void Services(IServiceCollection services)
    {
        services.AddSingleton(new TreeListener(AgencyNames.Follow));
        services.AddScoped<MessageFates>();
        services.AddScoped<IWaitingWork, WaitingCalls>();
    }
}

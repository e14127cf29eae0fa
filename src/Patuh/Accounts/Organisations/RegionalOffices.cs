using System.Text;
using Microsoft.EntityFrameworkCore;
using Patuh.Platform;
using Patuh.Platform.Csv;
using Patuh.Platform.Data;
using Patuh.Platform.Problems;

namespace Patuh.Accounts.Organisations;

/// <summary>Perwakilan: an office of the Ombudsman with the provinces that it serves.</summary>
internal sealed record RegionalOffice(string Id, string Name, IReadOnlyList<string> Provinces);

/// <summary>The offices of content/regional-offices.csv, 34 for 38 provinces.</summary>
internal static class RegionalOffices
{
    private static readonly Lazy<IReadOnlyList<RegionalOffice>> Data = new(Load);

    public static IReadOnlyList<RegionalOffice> All => Data.Value;

    public static RegionalOffice? Find(string id) => All.FirstOrDefault(o => o.Id == id);

    /// <summary>The office that serves a province, or null.</summary>
    public static RegionalOffice? Of(string? province) => All.FirstOrDefault(o => province is not null && o.Provinces.Contains(province));

    /// <summary>Adds the head office and the regional offices that the database does not have yet.</summary>
    public static void Prepare(PatuhDb db)
    {
        var known = db.Set<OrganisationRow>().Where(o => o.Kind == OrganisationKind.HeadOffice || o.Kind == OrganisationKind.RegionalOffice).Select(o => o.Id).ToHashSet();
        if (!known.Contains(OrganisationRow.HeadOfficeId))
            db.Add(new OrganisationRow { Id = OrganisationRow.HeadOfficeId, Kind = OrganisationKind.HeadOffice, Name = "Ombudsman RI" });
        foreach (var office in All.Where(o => !known.Contains(o.Id)))
            db.Add(new OrganisationRow { Id = office.Id, Kind = OrganisationKind.RegionalOffice, Name = office.Name, ParentId = OrganisationRow.HeadOfficeId });
        db.SaveChanges();
        db.ChangeTracker.Clear();
    }

    private static IReadOnlyList<RegionalOffice> Load()
    {
        const string Name = "regional-offices.csv";
        var (offices, problems) = (new List<RegionalOffice>(), new ProblemList());
        using var source = new CsvSource(File.OpenRead(Content.Path(Name)), Name);
        CsvTable.Read(source, ["id", "name", "provinces"], ["basis"], problems, (ref row, at) =>
            offices.Add(new RegionalOffice(Encoding.UTF8.GetString(row[at[0]]), Encoding.UTF8.GetString(row[at[1]]), Encoding.UTF8.GetString(row[at[2]]).Split(' '))));
        problems.ThrowIfAny();
        return offices;
    }
}

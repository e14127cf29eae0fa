using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Agencies.Directory;
using Patuh.Platform.Csv;
using Patuh.Platform.Data;
using Patuh.Platform.Ui;
using Patuh.Results.Published;
using Patuh.Results.Ranking;

namespace Patuh.Results.Data;

/// <summary>Everything that is known of a year as tables: results, claims, coverage and national counts.</summary>
internal sealed class YearData(PatuhDb db, YearFacts facts, AgencyDirectory directory, SiteOperator site, Reader reader)
{
    public static readonly string[] ClaimColumns = ["year", "class", "agency", "name", "province", "kind", "value", "place", "of", "scope", "said_by", "source", "source_url"];
    public static readonly string[] CoverageColumns = ["year", "class", "province", "known", "of", "complete"];
    public static readonly string[] TallyColumns = ["year", "class", "assessed", "counts", "source"];

    /// <summary>Each agency's preferred result, class by class.</summary>
    public byte[] Results()
    {
        var rows = new List<RankingRow>();
        foreach (var agencyClass in AgencyClasses.All)
        {
            var list = RankingList.From(facts, directory, RankingScope.OfClass(agencyClass.Code), null);
            rows.AddRange(list.Results.Select(r => RankingRow.From(list, r, directory, reader.Language)));
        }
        return RankingFiles.Table(rows, reader.T(site.Says));
    }

    public async Task<byte[]> Claims(CancellationToken cancel)
    {
        var claims = await db.Set<ClaimRow>().Where(c => c.Year == facts.Year).OrderBy(c => c.AgencyId).ThenBy(c => c.Id).ToListAsync(cancel);
        return Table(ClaimColumns, claims.Select(c =>
        {
            var agency = directory.Find(c.AgencyId)!;
            return (string?[])[$"{c.Year}", agency.Class, c.AgencyId, agency.Name, directory.Province(agency.ProvinceIn(c.Year))?.Name, c.Kind, c.Value, $"{c.Place}", $"{c.OfCount}", c.Scope, c.SaidBy, c.Source, c.SourceUrl];
        }));
    }

    public async Task<byte[]> Coverage(CancellationToken cancel)
    {
        var rows = await db.Set<CoverageRow>().Where(c => c.Year == facts.Year).OrderBy(c => c.Province).ThenBy(c => c.Class).ToListAsync(cancel);
        return Table(CoverageColumns, rows.Select(c => (string?[])[$"{c.Year}", c.Class, directory.Province(c.Province)?.Name ?? c.Province, $"{c.Known}", $"{c.OfCount}", c.Complete ? "yes" : "no"]));
    }

    public async Task<byte[]> Tallies(CancellationToken cancel)
    {
        var rows = await db.Set<TallyRow>().Where(t => t.Year == facts.Year).OrderBy(t => t.Class).ToListAsync(cancel);
        return Table(TallyColumns, rows.Select(t => (string?[])[$"{t.Year}", t.Class, $"{t.Assessed}", t.Counts, t.Source]));
    }

    private static byte[] Table(string[] columns, IEnumerable<string?[]> rows)
    {
        var buffer = new MemoryStream();
        using (var csv = new CsvWriter(buffer))
        {
            csv.Row(columns);
            foreach (var row in rows)
                csv.Row(row);
        }
        return buffer.ToArray();
    }
}

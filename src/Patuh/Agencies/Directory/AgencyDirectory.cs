using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Agencies.Directory;

/// <summary>A province with the place of its tile on the map.</summary>
internal sealed record Province(string Code, string Name, string Slug, string AgencyId, string Label, int Column, int Row);

/// <summary>An agency with every name it is found by and the codes it has had, oldest first.</summary>
internal sealed record DirectoryEntry(string Id, string Class, string Name, string[] Keys, string[] Words, AgencyRegionRow[] Regions)
{
    /// <summary>Code of its province in a year, or null.</summary>
    public string? ProvinceIn(int year) => Array.FindLast(Regions, r => string.CompareOrdinal(r.ValidFrom, $"{year:0000}-01-01") <= 0 && (r.ValidTo is null || string.CompareOrdinal(r.ValidTo, $"{year:0000}-01-01") > 0))?.Code[..2];
}

/// <summary>All agencies and provinces in memory: a few thousand names. Read again when the data changes.</summary>
internal sealed class AgencyDirectory
{
    private readonly Dictionary<string, DirectoryEntry> byId;
    private readonly Dictionary<string, Province> byCode;
    private readonly Dictionary<string, Province> byName;

    private AgencyDirectory(IReadOnlyList<DirectoryEntry> agencies, IReadOnlyList<Province> provinces, Dictionary<string, Province> names)
    {
        (Agencies, Provinces, byName) = (agencies, provinces, names);
        byId = agencies.ToDictionary(a => a.Id);
        byCode = provinces.ToDictionary(p => p.Code);
    }

    public IReadOnlyList<DirectoryEntry> Agencies { get; }

    /// <summary>In order of name.</summary>
    public IReadOnlyList<Province> Provinces { get; }

    public DirectoryEntry? Find(string id) => byId.GetValueOrDefault(id);

    public Province? Province(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    public Province? ProvinceBySlug(string slug) => Provinces.FirstOrDefault(p => p.Slug == slug);

    /// <summary>A province by any of its names: "Sumatera Selatan", "Sumsel", "NTT".</summary>
    public Province? ProvinceNamed(string name) => byName.GetValueOrDefault(NameKey.Of(name));

    /// <summary>How many agencies of some classes a province has in a year, by its codes.</summary>
    public int CountIn(string province, int year, string[] classes) => Agencies.Count(a => classes.Contains(a.Class) && a.ProvinceIn(year) == province);

    public static async Task<AgencyDirectory> Read(PatuhDb db, CancellationToken cancel)
    {
        var aliases = (await db.Set<AgencyAliasRow>().ToListAsync(cancel)).ToLookup(a => a.AgencyId, a => a.NameKey);
        var regions = (await db.Set<AgencyRegionRow>().OrderBy(r => r.ValidFrom).ToListAsync(cancel)).ToLookup(r => r.AgencyId);
        var tiles = AreaFiles.Tiles.ToDictionary(t => t.Code);
        var (spoken, shortNames) = (AreaFiles.Spoken, AreaFiles.ShortNames);
        var (agencies, provinces, names) = (new List<DirectoryEntry>(), new List<Province>(), new Dictionary<string, Province>());
        foreach (var agency in await db.Set<AgencyRow>().OrderBy(a => a.Id).ToListAsync(cancel))
        {
            var codes = regions[agency.Id].ToArray();
            // a police resort has the code of its province, not its names
            var others = (agency.Class is "province" or "city" or "regency" ? codes.SelectMany(c => spoken[c.Code]) : []).Concat(shortNames[agency.Id]).ToList();
            var keys = aliases[agency.Id].Concat(others.Select(NameKey.Of)).ToList();
            if (agency.Class == "province" && codes.LastOrDefault() is { } last && tiles.TryGetValue(last.Code, out var tile))
            {
                var name = agency.Name.Replace("Provinsi ", "", StringComparison.Ordinal);
                var province = new Province(last.Code, name, NameKey.Slug(name), agency.Id, tile.Label, tile.Column, tile.Row);
                keys.Add(NameKey.Of(tile.Label));
                provinces.Add(province);
                foreach (var key in keys)
                    names.TryAdd(key, province);
            }
            agencies.Add(new DirectoryEntry(agency.Id, agency.Class, agency.Name, [.. keys.Distinct()],
                [.. NameKey.Words(agency.Name).Concat(others.SelectMany(NameKey.Words)).Distinct()], codes));
        }
        provinces.Sort((a, b) => string.CompareOrdinal(a.Name, b.Name));
        return new AgencyDirectory(agencies, provinces, names);
    }
}

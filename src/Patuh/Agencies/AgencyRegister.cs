using Microsoft.EntityFrameworkCore;
using Patuh.Platform.Data;

namespace Patuh.Agencies;

/// <summary>All agencies in memory while claims are loaded: finds them by any of their names and adds those that only published results know.</summary>
internal sealed class AgencyRegister
{
    /// <summary>The first day of all codes that were never another.</summary>
    public const string Always = "0001-01-01";

    private static readonly string[] AreaClasses = ["province", "city", "regency"];

    private readonly PatuhDb db;
    private readonly Dictionary<string, AgencyRow> agencies;
    private readonly Dictionary<(string Class, string Key), string> aliases;

    public AgencyRegister(PatuhDb db)
    {
        this.db = db;
        agencies = db.Set<AgencyRow>().ToDictionary(a => a.Id);
        aliases = db.Set<AgencyAliasRow>().ToDictionary(a => (a.Class, a.NameKey), a => a.AgencyId);
        if (agencies.Count == 0)
            AddAreas();
    }

    /// <summary>The agency of that class and name, or null.</summary>
    public AgencyRow? Find(string agencyClass, string name) =>
        aliases.TryGetValue((agencyClass, NameKey.Of(name)), out var id) ? agencies[id]
        : AreaClasses.Contains(agencyClass) ? null
        // a prison filed among institutions, a regional office among land offices: the name decides
        : aliases.Where(a => a.Key.Key == NameKey.Of(name) && !AreaClasses.Contains(a.Key.Class)).Select(a => agencies[a.Value]).FirstOrDefault();

    /// <summary>The same; an agency that is not an area (ministry, police resort, land office …) is added when it is not known.</summary>
    public AgencyRow? FindOrAdd(string agencyClass, string name, string? provinceCode)
    {
        if (Find(agencyClass, name) is { } known)
            return known;
        if (AreaClasses.Contains(agencyClass))
            return null;
        var agency = Add(ClassByName(agencyClass, name), name, [name]);
        if (provinceCode is not null)
            db.Add(new AgencyRegionRow { AgencyId = agency.Id, Code = provinceCode, ValidFrom = Always });
        return agency;
    }

    /// <summary>Whether an area ever had a code in that province; of other agencies the province is only what was said.</summary>
    public bool Belonged(AgencyRow agency, string provinceCode) =>
        !AreaClasses.Contains(agency.Class) || Codes(agency).Any(c => c[..2] == provinceCode);

    private ILookup<string, string>? codes;

    private IEnumerable<string> Codes(AgencyRow agency)
    {
        codes ??= db.Set<AgencyRegionRow>().AsNoTracking().AsEnumerable().Concat(db.Set<AgencyRegionRow>().Local).ToLookup(r => r.AgencyId, r => r.Code);
        return codes[agency.Id];
    }

    /// <summary>The latest Kemendagri code of an area.</summary>
    public string CodeOf(AgencyRow agency) =>
        db.Set<AgencyRegionRow>().Local.FirstOrDefault(r => r.AgencyId == agency.Id && r.ValidTo is null)?.Code
        ?? db.Set<AgencyRegionRow>().First(r => r.AgencyId == agency.Id && r.ValidTo == null).Code;

    /// <summary>Names like an unknown one, for a message.</summary>
    public IEnumerable<string> Like(string agencyClass, string name)
    {
        var key = NameKey.Of(name);
        return agencies.Values.Where(a => a.Class == agencyClass)
            .Select(a => (a.Name, Distance: EditDistance.Of(NameKey.Of(a.Name), key)))
            .Where(a => a.Distance <= Math.Max(2, key.Length / 3)).OrderBy(a => a.Distance).ThenBy(a => a.Name, StringComparer.Ordinal).Take(3).Select(a => a.Name);
    }

    private static string ClassByName(string agencyClass, string name) =>
        name.StartsWith("Kantor Wilayah", StringComparison.OrdinalIgnoreCase) && agencyClass == "land_office" ? "regional_land_office"
        : name.StartsWith("Lapas", StringComparison.OrdinalIgnoreCase) && agencyClass == "institution" ? "correctional"
        : agencyClass;

    private void AddAreas()
    {
        var byCode = new Dictionary<string, AgencyRow>();
        foreach (var (code, name) in AreaFiles.Provinces)
            byCode[code] = Add("province", "Provinsi " + name, [name]);
        foreach (var (code, name) in AreaFiles.Regencies)
            byCode[code] = Add(name.StartsWith("Kota ", StringComparison.Ordinal) ? "city" : "regency", name, [name]);
        foreach (var (code, alias) in AreaFiles.Aliases)
            AddAlias(byCode[code], alias);
        var moved = AreaFiles.Successions.ToDictionary(s => s.Code);
        foreach (var (code, agency) in byCode)
        {
            var last = moved.GetValueOrDefault(code);
            if (last.Code is not null && code.Contains('.'))
                db.Add(new AgencyRegionRow { AgencyId = agency.Id, Code = last.Predecessor, ValidFrom = Always, ValidTo = last.ValidFrom });
            db.Add(new AgencyRegionRow { AgencyId = agency.Id, Code = code, ValidFrom = last.ValidFrom ?? Always, Predecessor = last.Predecessor, Law = last.Law });
        }
    }

    private AgencyRow Add(string agencyClass, string name, string[] names)
    {
        var slug = NameKey.Slug(name);
        var id = slug;
        for (var n = 2; agencies.ContainsKey(id); n++)
            id = $"{slug}-{n}";
        var agency = new AgencyRow { Id = id, Class = agencyClass, Name = name };
        agencies.Add(id, agency);
        db.Add(agency);
        foreach (var alias in names.Append(name))
            AddAlias(agency, alias);
        return agency;
    }

    private void AddAlias(AgencyRow agency, string name)
    {
        var key = NameKey.Of(name);
        if (aliases.TryAdd((agency.Class, key), agency.Id))
            db.Add(new AgencyAliasRow { Class = agency.Class, NameKey = key, AgencyId = agency.Id });
    }
}

using Patuh.Agencies;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.Ranking;

/// <summary>Who is listed together: a class nationally, or in a province its ranking group. Named in addresses by the Indonesian word.</summary>
internal sealed record RankingScope(string Slug, LocalText Name, string[] Classes)
{
    private static readonly string[] Areas = ["province", "city", "regency"];

    /// <summary>Regencies and cities, which a province ranks together.</summary>
    public static RankingScope RegenciesAndCities { get; } =
        new("kabupaten-kota", new LocalText("Kabupaten dan kota", "Regencies and cities"), ["regency", "city"]);

    /// <summary>The 587 of the national counts; each of their classes is ranked alone.</summary>
    private static readonly RankingScope Everybody =
        new("semua", new LocalText("Kementerian, lembaga, dan pemerintah daerah", "Ministries, institutions and local governments"), ["ministry", "institution", "province", "city", "regency"]);

    public static IReadOnlyList<RankingScope> All { get; } =
        [.. AgencyClasses.All.Select(c => new RankingScope(NameKey.Slug(c.Words[0]), c.Plural, [c.Code])), RegenciesAndCities, Everybody];

    public bool OnlyAreas => Classes.All(Areas.Contains);

    public static RankingScope? Find(string slug) => All.FirstOrDefault(s => s.Slug == slug);

    public static RankingScope OfClass(string agencyClass) => All.First(s => s.Classes.Contains(agencyClass));

    /// <summary>The list in which a class is ranked inside a province, or null where it is not.</summary>
    public static RankingScope? InProvince(string agencyClass) =>
        agencyClass is "regency" or "city" ? RegenciesAndCities : agencyClass is "police_resort" or "land_office" ? OfClass(agencyClass) : null;

    /// <summary>Nationally each class is ranked alone; in a province its whole ranking group, and no part of it.</summary>
    public bool RankedTogether(Instrument instrument, bool inProvince) =>
        inProvince ? instrument.RankingGroups.Any(g => g.Order().SequenceEqual(Classes.Order())) : Classes.Length == 1;

    public string Url(Reader reader, int year, string? province = null) =>
        reader.Url($"/peringkat/{year}/{Slug}{(province is null ? "" : $"?provinsi={province}")}");
}

using Patuh.Agencies;
using Patuh.Platform.Ui;
using Patuh.Scoring;

namespace Patuh.Results.Ranking;

/// <summary>Who is listed together: a class nationally, or in a province its ranking group. Named in addresses by the Indonesian word.</summary>
internal sealed record RankingScope(string Slug, LocalText Name, string[] Classes)
{
    private static readonly RankingScope RegenciesAndCities =
        new("kabupaten-kota", new LocalText("Kabupaten dan kota", "Regencies and cities"), ["regency", "city"]);

    public static IReadOnlyList<RankingScope> All { get; } =
        [.. AgencyClasses.All.Select(c => new RankingScope(NameKey.Slug(c.Words[0]), c.Plural, [c.Code])), RegenciesAndCities];

    public static RankingScope? Find(string slug) => All.FirstOrDefault(s => s.Slug == slug);

    public static string SlugOf(string agencyClass) => All.First(s => s.Classes.Contains(agencyClass)).Slug;

    public string Url(Reader reader, int year, string? province = null) =>
        reader.Url($"/peringkat/{year}/{Slug}{(province is null ? "" : $"?provinsi={province}")}");
}

using Patuh.Agencies.Directory;
using Patuh.Platform.Ui;
using Patuh.Results.Published;
using Patuh.Scoring;

namespace Patuh.Results.Ranking;

/// <summary>How a ranking is cut and ordered; lives in the address, so that a view can be sent on. The same for the page and its files.</summary>
internal sealed record RankingQuery(Province? Province, string? Zone, string? Band, string Sort, bool Ascending)
{
    public const string ByScore = "nilai";
    public const string ByName = "nama";
    public const string ByProvince = "provinsi";
    public const string ByChange = "perubahan";

    private static readonly string[] Sorts = [ByScore, ByName, ByProvince, ByChange];
    private static readonly string[] Zones = ["hijau", "kuning", "merah"];

    /// <summary>Reads an address; a part that cannot be meant gives a sentence instead.</summary>
    public static (RankingQuery? Query, LocalText? Problem) Read(IQueryCollection query, AgencyDirectory directory, Instrument instrument)
    {
        var (province, zone, band, sort, order) = (One("provinsi"), One("zona"), One("hasil"), One("urut"), One("arah"));
        if (province is not null && directory.Province(province) is null)
            return Wrong("Kode provinsi di alamat ini tidak dikenal; pakai dua angka Kemendagri, misalnya 17 untuk Bengkulu.", "The province code in this address is not known; use the two digits of Kemendagri, such as 17 for Bengkulu.");
        if (zone is not null && !Zones.Contains(zone))
            return Wrong("Zona di alamat ini tidak dikenal; pakai hijau, kuning, atau merah.", "The zone in this address is not known; use hijau, kuning or merah.");
        if (band is not null && !BandNames(instrument).Contains(band))
            return Wrong($"Hasil di alamat ini tidak ada dalam metode tahun ini; pakai {string.Join(", ", BandNames(instrument))}.", $"The result in this address is not in this year's method; use {string.Join(", ", BandNames(instrument))}.");
        if (sort is not null && !Sorts.Contains(sort))
            return Wrong($"Urutan di alamat ini tidak dikenal; pakai {string.Join(", ", Sorts)}.", $"The order in this address is not known; use {string.Join(", ", Sorts)}.");
        if (order is not (null or "naik" or "turun"))
            return Wrong("Arah urutan adalah naik atau turun.", "The direction of the order is naik (up) or turun (down).");
        sort ??= ByScore;
        return (new RankingQuery(directory.Province(province), zone, band, sort, order is null ? sort is ByName or ByProvince : order == "naik"), null);

        string? One(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

        static (RankingQuery?, LocalText?) Wrong(string id, string en) => (null, new LocalText(id, en));
    }

    /// <summary>The words by which a method tells its results apart: categories, or predicates.</summary>
    public static IEnumerable<string> BandNames(Instrument instrument) => instrument.Bands.Select(b => b.Category ?? b.Predicate?.Id).OfType<string>();

    /// <summary>The rows in the order asked for; ties by name.</summary>
    public IReadOnlyList<PublishedResult> Apply(RankingList list, AgencyDirectory directory)
    {
        var rows = list.Results.Where(Fits).OrderBy(r => r.Agency.Name, StringComparer.Ordinal);
        return Sort switch
        {
            ByName => [.. Ordered(rows, r => r.Agency.Name, StringComparer.Ordinal)],
            ByProvince => [.. Ordered(rows, r => directory.Province(r.Province)?.Name ?? "\uffff", StringComparer.Ordinal)],
            // what has no figure stays at the end, whichever way the others run
            ByChange => [.. Ordered(rows.Where(r => list.Change(r) is not null), r => list.Change(r)!.Value), .. rows.Where(r => list.Change(r) is null)],
            _ => [.. Ordered(rows.Where(r => r.Score is not null), r => r.Score!.Hundredths!.Value), .. rows.Where(r => r.Score is null)],
        };
    }

    private IOrderedEnumerable<PublishedResult> Ordered<TKey>(IEnumerable<PublishedResult> rows, Func<PublishedResult, TKey> key, IComparer<TKey>? comparer = null) =>
        Ascending ? rows.OrderBy(key, comparer) : rows.OrderByDescending(key, comparer);

    private bool Fits(PublishedResult result)
    {
        var own = result.Result.Band;
        return (Zone is null || result.Result.Zone == Zone) && (Band is null || (own?.Category ?? own?.Predicate?.Id) == Band);
    }

    /// <summary>The query of an address with one thing changed.</summary>
    public string Text(Province? province = null, string? zone = null, string? band = null, string? sort = null, bool? ascending = null)
    {
        var (by, up) = (sort ?? Sort, ascending ?? Ascending);
        var parts = new List<string>();
        Add("provinsi", (province ?? Province)?.Code);
        Add("zona", zone ?? Zone);
        Add("hasil", band ?? Band);
        if (by != ByScore || up)
            Add("urut", by);
        if (up != (by is ByName or ByProvince))
            Add("arah", up ? "naik" : "turun");
        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);

        void Add(string name, string? value)
        {
            if (value is not null)
                parts.Add($"{name}={Uri.EscapeDataString(value)}");
        }
    }

    /// <summary>Address of the same list ordered by a column: again the same column turns the order round.</summary>
    public string SortedBy(Reader reader, RankingList list, string sort) =>
        reader.Url($"/peringkat/{list.Year}/{list.Scope.Slug}{Text(sort: sort, ascending: sort == Sort ? !Ascending : sort is ByName or ByProvince)}");
}

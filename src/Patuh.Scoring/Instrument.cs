namespace Patuh.Scoring;

/// <summary>Instrumen: the method of one or more years as data. See docs/method.md.</summary>
/// <param name="Id">Stable name, such as <c>ombudsman-2023</c>.</param>
/// <param name="Version">1 or more; a frozen version never changes.</param>
/// <param name="Title">Name in Indonesian and English.</param>
/// <param name="InForce">The years whose results this method made.</param>
/// <param name="Provenance">Who says so: official, mixed or illustrative, and the source.</param>
/// <param name="Decimals">Decimals of a published score: 0, 1 or 2; rounded half away from zero.</param>
/// <param name="RankOn">Whether ranks compare rounded or exact scores.</param>
/// <param name="RankingGroups">Class codes that are ranked together inside a province.</param>
/// <param name="Missing">What a missing answer does where the indicator does not say otherwise.</param>
/// <param name="Rollup">How an agency's score is made of its units.</param>
/// <param name="Scale">Scale of an answer where the indicator does not say otherwise; without dimensions, the scale of the score itself.</param>
/// <param name="Bands">Highest first; the last begins at 0.</param>
/// <param name="Award">Who gets a certificate; null where the method has none.</param>
/// <param name="ComplianceSuffix">Added to the opinion of an agency that is clean and clear; null where the method has none.</param>
/// <param name="Dimensions">Empty for a "bands only" method, which classifies but cannot score.</param>
public sealed record Instrument(
    string Id, int Version, LocalText Title, YearRange InForce, Provenance Provenance,
    int Decimals, RankOn RankOn, IReadOnlyList<IReadOnlyList<string>> RankingGroups,
    MissingRule Missing, Rollup Rollup, Scale Scale,
    IReadOnlyList<Band> Bands, AwardRule? Award, LocalText? ComplianceSuffix,
    IReadOnlyList<Dimension> Dimensions)
{
    /// <summary>Ranking groups of the Ombudsman: regencies with cities, police resorts, land offices.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> DefaultRankingGroups { get; } =
        [["regency", "city"], ["police_resort"], ["land_office"]];

    /// <summary>True when the method's weights are unknown, so that scores can be classified but not computed.</summary>
    public bool BandsOnly => Dimensions.Count == 0;

    /// <summary>All indicators in the order of the instrument.</summary>
    public IEnumerable<Indicator> Indicators =>
        Dimensions.SelectMany(d => d.Variables).SelectMany(v => v.Indicators);

    /// <summary>Index of the ranking group of a class, or -1 when it has no regional rank.</summary>
    public int RankingGroupOf(string agencyClass) => RankingGroup(RankingGroups, agencyClass);

    /// <summary>Index of the group that holds the class, or -1.</summary>
    public static int RankingGroup(IReadOnlyList<IReadOnlyList<string>> groups, string agencyClass)
    {
        for (var i = 0; i < groups.Count; i++)
            if (groups[i].Contains(agencyClass))
                return i;
        return -1;
    }
}

/// <summary>A text in Indonesian and English.</summary>
public sealed record LocalText(string Id, string En)
{
    /// <summary>The text in the language <c>id</c> or <c>en</c>.</summary>
    public string In(string language) => language == "en" ? En : Id;
}

/// <summary>First and last year, both included; <c>To</c> is null while in force.</summary>
public sealed record YearRange(int From, int? To)
{
    /// <summary>True when the year lies within.</summary>
    public bool Contains(int year) => year >= From && year <= (To ?? int.MaxValue);
}

/// <summary>How well founded a part of a method is.</summary>
public enum Basis
{
    /// <summary>Stated by the Ombudsman or a law.</summary>
    Official,
    /// <summary>Partly stated, partly chosen by us.</summary>
    Mixed,
    /// <summary>Chosen by us so that the program can work; never to be shown as official.</summary>
    Illustrative,
}

/// <summary>Basis and source of a part of the method.</summary>
public sealed record Provenance(Basis Basis, string? Source);

/// <summary>Which figure ranks compare.</summary>
public enum RankOn
{
    /// <summary>The rounded, published score.</summary>
    Published,
    /// <summary>The exact score.</summary>
    Exact,
}

/// <summary>What a missing answer does.</summary>
public enum MissingRule
{
    /// <summary>No score while it is missing.</summary>
    Block,
    /// <summary>Counts as an answer of 0 %.</summary>
    Zero,
    /// <summary>Is left out.</summary>
    Exclude,
}

/// <summary>How units become an agency's score.</summary>
public enum Rollup
{
    /// <summary>Unweighted mean of the scored units.</summary>
    MeanOfUnits,
    /// <summary>Unweighted mean of all products of all units (the method of 2021, by inference).</summary>
    MeanOfProducts,
}

/// <summary>Scale of an answer.</summary>
/// <param name="Min">Lowest value allowed.</param>
/// <param name="Max">Highest value, worth 100 %.</param>
/// <param name="Zero">The value worth 0 %; at most <paramref name="Min"/>.</param>
/// <param name="Decimals">Decimals that a value may have.</param>
/// <param name="NoteAtOrBelow">A value at or below is a shortcoming; null: nothing is.</param>
public sealed record Scale(decimal Min, decimal Max, decimal Zero, int Decimals, decimal? NoteAtOrBelow);

/// <summary>Kategori, opini, predikat, zona: what a score is called.</summary>
/// <param name="From">Lowest rounded score of the band, included.</param>
/// <param name="Category">Letter, or null where the method has none.</param>
/// <param name="Opinion">Words of the opinion, or null.</param>
/// <param name="Predicate">Words of the predicate, or null.</param>
/// <param name="Zone">hijau, kuning or merah, or null.</param>
public sealed record Band(decimal From, string? Category, LocalText? Opinion, LocalText? Predicate, string? Zone);

/// <summary>Who gets a certificate: a zone of the list and, if asked, no Ombudsman product left undone.</summary>
public sealed record AwardRule(IReadOnlyList<string> Zones, bool RequiresCleanAndClear);

/// <summary>Where a dimension is assessed.</summary>
public enum Level
{
    /// <summary>Once for each service unit.</summary>
    Unit,
    /// <summary>Once for each agency (secondary data, public trust).</summary>
    Agency,
}

/// <summary>What one answer is about.</summary>
public enum Subject
{
    /// <summary>The unit as a whole.</summary>
    Unit,
    /// <summary>One of its products.</summary>
    Product,
    /// <summary>One officer.</summary>
    Officer,
    /// <summary>One complaint officer.</summary>
    ComplaintOfficer,
    /// <summary>One service user.</summary>
    User,
    /// <summary>The agency as a whole.</summary>
    Agency,
    /// <summary>One member of the public.</summary>
    Public,
}

/// <summary>Who may see an indicator's wording, rubric and evidence hints before a visit.</summary>
public enum Disclosure
{
    /// <summary>Everybody.</summary>
    Public,
    /// <summary>The assessed agency.</summary>
    Agency,
    /// <summary>Assessors only: answers learnt from leaked sheets are worth nothing.</summary>
    Assessor,
}

/// <summary>Dimensi.</summary>
/// <param name="Code">Unique in the instrument.</param>
/// <param name="Level">Unit or agency.</param>
/// <param name="Weight">Relative to the other dimensions; 0 or more.</param>
/// <param name="Name">Name.</param>
/// <param name="Provenance">Of the weight.</param>
/// <param name="Variables">At least one.</param>
public sealed record Dimension(string Code, Level Level, decimal Weight, LocalText Name, Provenance Provenance, IReadOnlyList<Variable> Variables);

/// <summary>Variabel.</summary>
/// <param name="Code">Unique in its dimension.</param>
/// <param name="Weight">Relative to its siblings; 0 or more.</param>
/// <param name="Name">Name.</param>
/// <param name="Provenance">Of the weight.</param>
/// <param name="Indicators">At least one.</param>
public sealed record Variable(string Code, decimal Weight, LocalText Name, Provenance Provenance, IReadOnlyList<Indicator> Indicators);

/// <summary>Indikator.</summary>
/// <param name="Code">Unique in the instrument.</param>
/// <param name="Weight">Relative to its siblings; 0 or more.</param>
/// <param name="Name">Name.</param>
/// <param name="Provenance">Of the weight and the rubric.</param>
/// <param name="Subject">What one answer is about.</param>
/// <param name="Methods">interview, observation, document, survey, secondary.</param>
/// <param name="Required">Answers needed at least; 0 = optional; not read for <see cref="Subject.Product"/>.</param>
/// <param name="Target">Answers wanted; no effect on the score.</param>
/// <param name="Missing">What a missing answer does.</param>
/// <param name="Scale">Scale of its answers.</param>
/// <param name="ReplacementFactor">0..1, multiplies the percentage of a replacement respondent's answer.</param>
/// <param name="Effort">Relative cost of raising one answer by one step.</param>
/// <param name="Disclosure">Who may see its wording before a visit.</param>
/// <param name="Evidence">Hints at evidence.</param>
/// <param name="Rubric">Value as text to its description.</param>
public sealed record Indicator(
    string Code, decimal Weight, LocalText Name, Provenance Provenance, Subject Subject, IReadOnlyList<string> Methods,
    int Required, int? Target, MissingRule Missing, Scale Scale, decimal ReplacementFactor, decimal Effort,
    Disclosure Disclosure, IReadOnlyList<string> Evidence, IReadOnlyDictionary<string, string> Rubric);

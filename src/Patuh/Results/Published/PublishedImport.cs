using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Patuh.Agencies;
using Patuh.Instruments;
using Patuh.Platform.Csv;
using Patuh.Platform.Data;
using Patuh.Platform.Problems;

namespace Patuh.Results.Published;

/// <summary>What an import did.</summary>
internal sealed record ImportCount(int Added, int Same, int Corrected);

/// <summary>
/// Loads published results as claims. A claim that is there already stays; one that the same source now words otherwise is corrected,
/// and the correction is kept. All or nothing.
/// </summary>
internal sealed class PublishedImport
{
    private const string Ombudsman = "Ombudsman RI";

    private static readonly string[] Zones = ["", "hijau", "kuning", "merah"];
    private static readonly string[] Kinds = ["score", "rank", "band", "zone", "milestone", "target", "not_assessed"];

    private readonly PatuhDb db;
    private readonly TimeProvider time;
    private readonly string reason;
    private readonly AgencyRegister register;
    private readonly Dictionary<string, string> provinceCodes = [];
    private readonly Dictionary<(int, string, string, string, string, string), ClaimRow> known;
    private readonly ProblemList problems = new();
    private string file = "";
    private int added;
    private int same;
    private int corrected;

    public PublishedImport(PatuhDb db, TimeProvider time, string reason)
    {
        (this.db, this.time, this.reason) = (db, time, reason);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.TrackAll;
        register = new AgencyRegister(db);
        known = db.Set<ClaimRow>().ToDictionary(Key);
    }

    /// <summary>Reads one file; its header says what it is: scores, claims, coverage or tallies.</summary>
    public void Read(CsvInput input)
    {
        file = input.Name;
        var table = new CsvRewriter(input, problems);
        if (table.Has("said_by"))
            table.Check(["year", "class", "name", "kind", "value", "said_by", "source"], [], (_, line, v) => Claim(line, v));
        else if (table.Has("known"))
            table.Check(["year", "class", "province", "known", "of", "complete"], [], (_, line, v) => Coverage(line, v));
        else if (table.Has("assessed"))
            table.Check(["year", "class", "assessed", "source"], ["hijau", "kuning", "merah", "A", "B", "C", "D", "E"], (_, line, v) => Tally(line, v));
        else
            table.Check(
                ["year", "class", "name", "province", "score"],
                ["category", "category_stated", "zone", "rank", "rank_scope", "rank_of", "source", "source_url"], (_, line, v) => Score(line, v));
        problems.ThrowIfAny();
    }

    public ImportCount Save()
    {
        problems.ThrowIfAny();
        if (db.ChangeTracker.HasChanges())
            DataVersion.Raise(db, time);
        db.SaveChanges();
        return new ImportCount(added, same, corrected);
    }

    private void Score(long line, string[] v)
    {
        var source = (Name: v[11].Length > 0 ? v[11] : file, Url: v[12]);
        if (!Zones.Contains(v[7]))
            problems.Add(file, line, "published.zone", $"the zone is hijau, kuning, merah or empty, not {Visible.Quoted(v[7])}");
        if (source.Url.Length > 0 && !(Uri.TryCreate(source.Url, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            problems.Add(file, line, "published.url", $"the address {Visible.Quoted(source.Url)} does not begin with http:// or https://");
        var place = v[8].Length > 0 ? Count(line, "rank", v[8], least: 1) : null;
        var of = v[10].Length > 0 ? Count(line, "rank_of", v[10], least: place ?? 1) : null;
        if (Year(line, v[0]) is not { } year)
            return;
        var hundredths = ScoreText.Read(v[4], InstrumentLibrary.Of(year), file, line, problems);
        if (Agency(line, year, v[1], v[2], v[3]) is not { } agency)
            return;
        if (hundredths != ScoreText.None)
            Add(year, agency, "score", v[4], source.Name, source.Url, hundredths: hundredths);
        // a word that only follows from the score is no evidence of its own
        var stated = v[6] != "no";
        if (stated && v[5].Length > 0)
            Add(year, agency, "band", v[5], source.Name, source.Url);
        if (stated && v[7].Length > 0)
            Add(year, agency, "zone", v[7], source.Name, source.Url);
        if (place is not null)
            Add(year, agency, "rank", v[8], source.Name, source.Url, place: place, scope: v[9], of: of);
    }

    private void Claim(long line, string[] v)
    {
        if (Year(line, v[0]) is not { } year || Agency(line, year, v[1], v[2], "") is not { } agency)
            return;
        var kind = v[3] == "opinion" ? "band" : v[3];
        if (!Kinds.Contains(kind))
            problems.Add(file, line, "published.kind", $"the kind is one of {string.Join(", ", Kinds)}, not {Visible.Quoted(v[3])}");
        else if (kind == "zone" && (v[4].Length == 0 || !Zones.Contains(v[4])))
            problems.Add(file, line, "published.zone", $"the zone is hijau, kuning or merah, not {Visible.Quoted(v[4])}");
        else if (v[4].Length == 0 || v[5].Length == 0)
            problems.Add(file, line, "published.empty", "a claim needs a value and who said it");
        else if (kind == "score")
        {
            var score = ScoreText.Read(v[4], InstrumentLibrary.Of(year), file, line, problems);
            if (score != ScoreText.None)
                Add(year, agency, kind, v[4], v[6], "", hundredths: score, saidBy: v[5]);
        }
        else if (kind == "rank")
        {
            var parts = v[4].Split(" in ", 2);
            if (Count(line, "value", parts[0], least: 1) is { } number)
                Add(year, agency, kind, parts[0], v[6], "", place: number, scope: parts.ElementAtOrDefault(1) ?? "", saidBy: v[5]);
        }
        else
            Add(year, agency, kind, v[4], v[6], "", saidBy: v[5]);
    }

    private void Coverage(long line, string[] v)
    {
        if (Year(line, v[0]) is not { } year || Class(line, v[1]) is not { } agencyClass || Province(line, year, v[2]) is not { } province
            || Count(line, "known", v[3]) is not { } count || Count(line, "of", v[4]) is not { } of)
            return;
        if (v[5] is not ("yes" or "no") || count > of)
        {
            problems.Add(file, line, "published.coverage", "known must not exceed of, and complete is yes or no");
            return;
        }
        if (db.Set<CoverageRow>().Find(year, agencyClass, province) is { } row)
            (row.Known, row.OfCount, row.Complete) = (count, of, v[5] == "yes");
        else
            db.Add(new CoverageRow { Year = year, Class = agencyClass, Province = province, Known = count, OfCount = of, Complete = v[5] == "yes" });
    }

    private void Tally(long line, string[] v)
    {
        if (Year(line, v[0]) is not { } year || (v[1] == "all" ? "all" : Class(line, v[1])) is not { } agencyClass || Count(line, "assessed", v[2]) is not { } assessed)
            return;
        var names = (string[])["hijau", "kuning", "merah", "A", "B", "C", "D", "E"];
        var counts = string.Join(';', names.Select((n, i) => (n, Text: v[4 + i])).Where(c => c.Text.Length > 0 && Count(line, c.n, c.Text) is not null).Select(c => $"{c.n}={c.Text}"));
        if (db.Set<TallyRow>().Find(year, agencyClass) is { } row)
            (row.Assessed, row.Counts, row.Source) = (assessed, counts, v[3]);
        else
            db.Add(new TallyRow { Year = year, Class = agencyClass, Assessed = assessed, Counts = counts, Source = v[3] });
    }

    private void Add(
        int year, AgencyRow agency, string kind, string value, string source, string url,
        int? hundredths = null, int? place = null, string scope = "", int? of = null, string saidBy = Ombudsman)
    {
        var claim = new ClaimRow
        {
            Id = NewId(),
            Year = year,
            AgencyId = agency.Id,
            Kind = kind,
            Value = value,
            Hundredths = hundredths,
            Place = place,
            Scope = scope,
            OfCount = of,
            SaidBy = saidBy,
            Source = source,
            SourceUrl = url.Length > 0 ? url : null,
        };
        if (known.TryAdd(Key(claim), claim))
        {
            db.Add(claim);
            added++;
            return;
        }
        var before = known[Key(claim)];
        if ((before.Value, before.OfCount) == (value, of))
        {
            same++;
            return;
        }
        db.Add(new CorrectionRow
        {
            Id = NewId(),
            ClaimId = before.Id,
            OldValue = Said(before),
            NewValue = Said(claim),
            Reason = reason,
            CorrectedAt = time.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        });
        (before.Value, before.Hundredths, before.Place, before.OfCount) = (value, hundredths, place, of);
        corrected++;
    }

    private static string Said(ClaimRow claim) => claim.OfCount is { } of ? $"{claim.Value} of {of}" : claim.Value;

    private static (int, string, string, string, string, string) Key(ClaimRow c) => (c.Year, c.AgencyId, c.Kind, c.SaidBy, c.Source, c.Scope);

    private string NewId() => Guid.CreateVersion7(time.GetUtcNow()).ToString();

    private int? Year(long line, string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var year) && AssessmentYears.All.FirstOrDefault(y => y.Year == year) is { } known)
        {
            if (known.Instrument is not null)
                return year;
            problems.Add(file, line, "year.no-method", known.Reason!.En);
            return null;
        }
        problems.Add(file, line, "year.no-method", $"no assessment method is known for {Visible.Quoted(text)}");
        return null;
    }

    private string? Class(long line, string word)
    {
        if (AgencyClasses.FindWord(word) is { } agencyClass)
            return agencyClass.Code;
        problems.Add(file, line, "agency.class", $"the class {Visible.Quoted(word)} is not known");
        return null;
    }

    private AgencyRow? Agency(long line, int year, string classWord, string name, string province)
    {
        if (Class(line, classWord) is not { } agencyClass)
            return null;
        if (name.Trim().Length == 0 || name.Length > 200 || NameKey.Slug(name).Length == 0)
        {
            problems.Add(file, line, "agency.name", "an agency needs a name of at most 200 characters");
            return null;
        }
        string? code = null;
        if (province.Length > 0 && (code = Province(line, year, province)) is null)
            return null;
        if (register.FindOrAdd(agencyClass, name, code) is { } agency)
        {
            if (code is null || register.Belonged(agency, code))
                return agency;
            problems.Add(file, line, "province.other", $"{Visible.Quoted(agency.Name)} never belonged to {Visible.Text(province)}");
            return null;
        }
        var like = string.Join(", ", register.Like(agencyClass, name));
        problems.Add(file, line, "agency.unknown", $"{Visible.Quoted(name)} is not a {agencyClass} that we know{(like.Length > 0 ? $"; did you mean {like}?" : "")}");
        return null;
    }

    private string? Province(long line, int year, string name)
    {
        if (register.Find("province", name) is not { } province)
        {
            problems.Add(file, line, "province.unknown", $"{Visible.Quoted(name)} is not a province of {year} that we know");
            return null;
        }
        if (!provinceCodes.TryGetValue(province.Id, out var code))
            provinceCodes[province.Id] = code = register.CodeOf(province);
        return code;
    }

    private int? Count(long line, string what, string text, int least = 0)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least)
            return count;
        problems.Add(file, line, "published.count", $"{what} is a whole number of at least {least}, not {Visible.Quoted(text)}");
        return null;
    }
}

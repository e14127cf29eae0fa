using System.Text;
using System.Text.RegularExpressions;
using Patuh.Agencies;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;
using Patuh.Scoring;

namespace Patuh.Assessments.Package;

/// <summary>Agencies, units, products and respondents as read, in the order of their files.</summary>
internal sealed partial class MasterTables(PackageFiles files, ProblemList problems)
{
    private const int LongestId = 200;

    private static readonly Dictionary<string, SubjectRole> Roles = new()
    {
        ["officer"] = SubjectRole.Officer,
        ["complaint_officer"] = SubjectRole.ComplaintOfficer,
        ["user"] = SubjectRole.User,
        ["public"] = SubjectRole.Public,
    };

    public IdIndex AgencyIds { get; } = new();

    public IdIndex UnitIds { get; } = new();

    public IdIndex ProductIds { get; } = new();

    public IdIndex RespondentIds { get; } = new();

    public List<SheetAgency> Agencies { get; } = [];

    public List<(int Agency, string Kind, string Substance, string Name, bool Assessed, long Line)> Units { get; } = [];

    public List<(int Unit, string Kind, string Name)> Products { get; } = [];

    /// <summary>For role public, <c>Owner</c> is an agency, else a unit.</summary>
    public List<(int Owner, SubjectRole Role, bool Replacement)> Respondents { get; } = [];

    public Dictionary<string, string> Hashes { get; } = [];

    /// <summary>Number of products of each unit.</summary>
    public int[] ProductsOf()
    {
        var counts = new int[Units.Count];
        foreach (var product in Products)
            if (product.Unit >= 0)
                counts[product.Unit]++;
        return counts;
    }

    public void Read()
    {
        Table("agencies.csv", ["id", "class", "name", "region", "clean_and_clear"], [], AgencyIds, Agency);
        Table("units.csv", ["id", "agency", "kind", "name", "status"], ["substance"], UnitIds, Unit);
        Table("products.csv", ["id", "unit", "kind", "name"], [], ProductIds, Product, optionalFile: true);
        Table("respondents.csv", ["id", "unit", "role", "standing"], [], RespondentIds, Respondent, optionalFile: true);
    }

    private delegate void Row(string file, ref CsvCursor row, ReadOnlySpan<int> at);

    private void Table(string name, string[] required, string[] optional, IdIndex index, Row handler, bool optionalFile = false)
    {
        var stream = files.OpenFile(name);
        if (stream is null)
        {
            if (!optionalFile)
                problems.Add(name, 1, "package.missing-file", "the package has no such file");
            index.Incomplete = !optionalFile;
            return;
        }
        using var source = new CsvSource(stream, name);
        var own = new ProblemList();
        CsvTable.Read(source, required, optional, own, (ref row, at) => handler(name, ref row, at));
        index.Incomplete = own.Any;
        problems.AddAll(own.All);
        Hashes[name] = source.Sha256();
    }

    private void Agency(string file, ref CsvCursor row, ReadOnlySpan<int> at)
    {
        AddId(file, row.Line, AgencyIds, row[at[0]]);
        var agencyClass = Text(row[at[1]]);
        if (AgencyClasses.Find(agencyClass) is null)
            problems.Add(file, row.Line, "agency.class", $"the class {Visible.Quoted(agencyClass)} is not known; known are {string.Join(", ", AgencyClasses.All.Select(c => c.Code))}");
        var region = Text(row[at[3]]);
        if (!Region().IsMatch(region))
            problems.Add(file, row.Line, "agency.region", $"the region {Visible.Quoted(region)} is neither PP nor PP.RR nor empty");
        bool? clean = null;
        switch (Text(row[at[4]]))
        {
            case "yes":
                clean = true;
                break;
            case "no":
                clean = false;
                break;
            case "":
                break;
            case var other:
                problems.Add(file, row.Line, "agency.clean-and-clear", $"clean_and_clear is yes, no or empty, not {Visible.Quoted(other)}");
                break;
        }
        Agencies.Add(new("", agencyClass, Text(row[at[2]]), region, clean));
    }

    private void Unit(string file, ref CsvCursor row, ReadOnlySpan<int> at)
    {
        AddId(file, row.Line, UnitIds, row[at[0]]);
        var agency = Reference(file, row.Line, AgencyIds, row[at[1]], "agency", "agencies.csv");
        var status = Text(row[at[4]]);
        if (status is not ("assessed" or "not_assessed"))
            problems.Add(file, row.Line, "unit.status", $"the status is assessed or not_assessed, not {Visible.Quoted(status)}");
        Units.Add((agency, Text(row[at[2]]), at[5] < 0 ? "" : Text(row[at[5]]), Text(row[at[3]]), status == "assessed", row.Line));
    }

    private void Product(string file, ref CsvCursor row, ReadOnlySpan<int> at)
    {
        AddId(file, row.Line, ProductIds, row[at[0]]);
        var unit = Reference(file, row.Line, UnitIds, row[at[1]], "unit", "units.csv");
        var kind = Text(row[at[2]]);
        if (!Plan.ProductKind.All.Contains(kind))
            problems.Add(file, row.Line, "product.kind", $"the kind is administrative, service or goods, not {Visible.Quoted(kind)}");
        Products.Add((unit, kind, Text(row[at[3]])));
    }

    private void Respondent(string file, ref CsvCursor row, ReadOnlySpan<int> at)
    {
        AddId(file, row.Line, RespondentIds, row[at[0]]);
        var roleText = Text(row[at[2]]);
        if (!Roles.TryGetValue(roleText, out var role))
            problems.Add(file, row.Line, "respondent.role", $"the role is officer, complaint_officer, user or public, not {Visible.Quoted(roleText)}");
        var owner = role == SubjectRole.Public
            ? Reference(file, row.Line, AgencyIds, row[at[1]], "agency", "agencies.csv")
            : Reference(file, row.Line, UnitIds, row[at[1]], "unit", "units.csv");
        var standing = Text(row[at[3]]);
        if (standing is not ("primary" or "replacement"))
            problems.Add(file, row.Line, "respondent.standing", $"the standing is primary or replacement, not {Visible.Quoted(standing)}");
        Respondents.Add((owner, role, standing == "replacement"));
    }

    private void AddId(string file, long line, IdIndex index, ReadOnlySpan<byte> id)
    {
        if (BadId(id))
            problems.Add(file, line, "id.malformed", $"the id {Visible.Quoted(id)} must have 1-{LongestId} characters and no control characters");
        if (index.Add(id))
            return;
        problems.Add(file, line, "id.duplicate", $"the id {Visible.Quoted(id)} is there twice");
        // keeps the numbers of the index in step with the rows; nothing is scored after a problem
        index.Add([.. "\0"u8, .. BitConverter.GetBytes(index.Count), .. id]);
    }

    private int Reference(string file, long line, IdIndex index, ReadOnlySpan<byte> id, string what, string where)
    {
        var number = index.Find(id);
        if (number < 0 && !index.Incomplete)
            problems.Add(file, line, $"{what}.unknown", $"the {what} {Visible.Quoted(id)} is not in {where}");
        return number;
    }

    private static bool BadId(ReadOnlySpan<byte> id)
    {
        if (id.IsEmpty || id.Length > 4 * LongestId)
            return true;
        if (id.Length <= LongestId && !id.ContainsAnyInRange<byte>(0, 31) && !id.ContainsAnyInRange<byte>(127, 255))
            return false;
        var (characters, bad) = (0, false);
        foreach (var rune in Encoding.UTF8.GetString(id).EnumerateRunes())
            (characters, bad) = (characters + 1, bad || Rune.IsControl(rune));
        return bad || characters > LongestId;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);

    [GeneratedRegex(@"\A([0-9]{2}(\.[0-9]{2})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Region();
}

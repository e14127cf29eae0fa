using System.Text;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;
using Patuh.Scoring;

namespace Patuh.Assessments.Package;

/// <summary>One thread's reading of answers.csv: each row is checked against the instrument and the master tables and becomes five numbers.</summary>
internal sealed class AnswerReader(MasterTables tables, IdIndex indicatorCodes, GradeBook book, ProblemList problems)
{
    public const string File = "answers.csv";

    public static readonly string[] Columns = ["unit", "subject", "indicator", "value"];

    private const int Refused = -2;

    private readonly GradeBook.Cache grades = new(book);
    private byte[] lastUnit = [];
    private int lastSheet = -1;
    private bool lastAtAgency;

    public List<AnswerBlock> Blocks { get; } = [new AnswerBlock()];

    public void Row(ref CsvCursor row, ReadOnlySpan<int> at)
    {
        var indicator = indicatorCodes.Find(row[at[2]]);
        if (indicator < 0)
        {
            problems.Add(File, row.Line, "indicator.unknown", $"the indicator {Visible.Quoted(row[at[2]])} is not in instrument.yaml");
            return;
        }
        var subject = book.Indicators[indicator].Subject;
        var atAgency = subject is Subject.Agency or Subject.Public;
        var sheet = Sheet(row[at[0]], atAgency, row.Line);
        if (sheet < 0)
            return;
        var who = Who(subject, sheet, row[at[1]], row.Line, out var replacement);
        if (who == Refused)
            return;
        var grade = grades.Find(indicator, replacement, row[at[3]], out var problem);
        if (grade < 0)
        {
            RefuseValue(book.Indicators[indicator], row[at[3]], problem, row.Line);
            return;
        }
        if (Blocks[^1].Full)
            Blocks.Add(new AnswerBlock());
        Blocks[^1].Add(sheet, indicator, who, grade, row.Line);
    }

    private int Sheet(ReadOnlySpan<byte> unit, bool atAgency, long line)
    {
        if (atAgency == lastAtAgency && unit.SequenceEqual(lastUnit))
            return lastSheet;
        var number = atAgency ? tables.AgencyIds.Find(unit) : tables.UnitIds.Find(unit);
        if (number < 0 && (atAgency ? tables.AgencyIds : tables.UnitIds).Incomplete)
            return -1;
        if (number < 0)
        {
            problems.Add(File, line, atAgency ? "agency.unknown" : "unit.unknown", $"{Visible.Quoted(unit)} is not in {(atAgency ? "agencies.csv" : "units.csv")}");
            return -1;
        }
        (lastUnit, lastAtAgency) = (unit.ToArray(), atAgency);
        return lastSheet = atAgency ? tables.Units.Count + number : number;
    }

    /// <summary>The subject's number, -1 for none, -2 when refused.</summary>
    private int Who(Subject subject, int sheet, ReadOnlySpan<byte> id, long line, out bool replacement)
    {
        replacement = false;
        if (subject is Subject.Unit or Subject.Agency)
        {
            if (id.IsEmpty)
                return -1;
            problems.Add(File, line, "subject.not-empty", $"the indicator is about the {(subject == Subject.Unit ? "unit" : "agency")} as a whole; leave subject empty instead of {Visible.Quoted(id)}");
            return Refused;
        }
        if (subject == Subject.Product)
        {
            var product = tables.ProductIds.Find(id);
            if (product >= 0 && tables.Products[product].Unit == sheet)
                return product;
            if (product < 0 && tables.ProductIds.Incomplete)
                return Refused;
            problems.Add(File, line, product < 0 ? "product.unknown" : "subject.other-unit",
                product < 0 ? $"the product {Visible.Quoted(id)} is not in products.csv" : $"the product {Visible.Quoted(id)} belongs to another unit");
            return Refused;
        }
        var respondent = tables.RespondentIds.Find(id);
        if (respondent < 0 && tables.RespondentIds.Incomplete)
            return Refused;
        if (respondent < 0)
        {
            problems.Add(File, line, "respondent.unknown", $"the respondent {Visible.Quoted(id)} is not in respondents.csv");
            return Refused;
        }
        var (owner, role, replaces) = tables.Respondents[respondent];
        var wanted = Role(subject);
        if (role != wanted)
        {
            problems.Add(File, line, "subject.role", $"the respondent {Visible.Quoted(id)} has another role than the indicator asks");
            return Refused;
        }
        if ((role == SubjectRole.Public ? tables.Units.Count + owner : owner) != sheet)
        {
            problems.Add(File, line, "subject.other-unit", $"the respondent {Visible.Quoted(id)} belongs to another unit");
            return Refused;
        }
        replacement = replaces;
        return tables.Products.Count + respondent;
    }

    private void RefuseValue(Indicator indicator, ReadOnlySpan<byte> value, GradeProblem problem, long line)
    {
        var scale = indicator.Scale;
        var (code, sentence) = problem switch
        {
            GradeProblem.TooManyDecimals => ("value.decimals", $"has more decimals than the scale of {indicator.Code} allows ({scale.Decimals})"),
            GradeProblem.OutsideScale => ("value.outside-scale", $"is outside the scale of {indicator.Code}, {scale.Min} to {scale.Max}"),
            _ => ("value.malformed", "is neither a plain number with a point nor na"),
        };
        problems.Add(File, line, code, $"the value {Visible.Quoted(value)} {sentence}");
    }

    private static SubjectRole Role(Subject subject) => subject switch
    {
        Subject.Officer => SubjectRole.Officer,
        Subject.ComplaintOfficer => SubjectRole.ComplaintOfficer,
        Subject.User => SubjectRole.User,
        _ => SubjectRole.Public,
    };

    /// <summary>Codes of the instrument's indicators, numbered in its order.</summary>
    public static IdIndex CodesOf(Instrument instrument)
    {
        var codes = new IdIndex();
        foreach (var indicator in instrument.Indicators)
            codes.Add(Encoding.UTF8.GetBytes(indicator.Code));
        return codes;
    }
}

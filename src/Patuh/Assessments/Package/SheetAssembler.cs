using System.Text;
using Patuh.Platform.Csv;
using Patuh.Platform.Problems;
using Patuh.Scoring;

namespace Patuh.Assessments.Package;

/// <summary>Puts what was read into the order of ids and groups the answers by sheet; refuses an answer that is there twice.</summary>
internal sealed class SheetAssembler
{
    private readonly MasterTables tables;
    private readonly Instrument instrument;
    private readonly int[] agencyAt;
    private readonly int[] unitAt;
    private readonly int[] subjectAt;
    private readonly int[] agencyOrder;
    private readonly int[] unitOrder;
    private readonly int[] subjectOrder;
    private readonly IReadOnlyList<byte[]> subjectIds;

    public SheetAssembler(MasterTables tables, Instrument instrument)
    {
        (this.tables, this.instrument) = (tables, instrument);
        subjectIds = [.. tables.ProductIds.Ids, .. tables.RespondentIds.Ids];
        (agencyOrder, unitOrder, subjectOrder) = (IdIndex.Order(tables.AgencyIds.Ids), IdIndex.Order(tables.UnitIds.Ids), IdIndex.Order(subjectIds));
        (agencyAt, unitAt, subjectAt) = (Inverse(agencyOrder), Inverse(unitOrder), Inverse(subjectOrder));
    }

    public (Scoresheet Sheet, UnitDetails[] Units, SubjectDetails[] Subjects) Assemble(List<AnswerBlock> blocks, Grade[] grades, ProblemList problems, int threads)
    {
        var units = Units();
        var (start, indicators, subjects, gradeOf) = Answers(blocks, problems, threads);
        var sheet = new Scoresheet
        {
            Instrument = instrument,
            Agencies = [.. agencyOrder.Select(a => tables.Agencies[a] with { Id = tables.AgencyIds[a] })],
            Units = units,
            Subjects = [.. subjectOrder.Select(s => Encoding.UTF8.GetString(subjectIds[s]))],
            Grades = grades,
            SheetStart = start,
            AnswerIndicator = indicators,
            AnswerSubject = subjects,
            AnswerGrade = gradeOf,
            UnitsOf = UnitsOf(units),
        };
        return (sheet, [.. unitOrder.Select(u => new UnitDetails(tables.Units[u].Kind, tables.Units[u].Substance))], Subjects(sheet.Subjects));
    }

    private SheetUnit[] Units()
    {
        var products = new List<(int Subject, string Name)>[unitOrder.Length];
        for (var p = 0; p < tables.Products.Count; p++)
            (products[unitAt[tables.Products[p].Unit]] ??= []).Add((subjectAt[p], tables.Products[p].Name));
        return [.. unitOrder.Select((u, i) =>
        {
            var own = products[i]?.OrderBy(p => p.Subject).ToArray() ?? [];
            var unit = tables.Units[u];
            return new SheetUnit(tables.UnitIds[u], agencyAt[unit.Agency], unit.Name, unit.Assessed, [.. own.Select(p => p.Subject)], [.. own.Select(p => p.Name)]);
        })];
    }

    private int[][] UnitsOf(SheetUnit[] units)
    {
        var lists = new List<int>[agencyOrder.Length];
        for (var u = 0; u < units.Length; u++)
            (lists[units[u].Agency] ??= []).Add(u);
        return Array.ConvertAll(lists, l => l?.ToArray() ?? []);
    }

    private SubjectDetails[] Subjects(string[] ids) => [.. subjectOrder.Select((s, i) =>
    {
        if (s < tables.Products.Count)
            return new SubjectDetails(ids[i], unitAt[tables.Products[s].Unit], SubjectRole.Product, tables.Products[s].Kind, tables.Products[s].Name, false);
        var (owner, role, replacement) = tables.Respondents[s - tables.Products.Count];
        var sheet = role == SubjectRole.Public ? unitOrder.Length + agencyAt[owner] : unitAt[owner];
        return new SubjectDetails(ids[i], sheet, role, "", "", replacement);
    })];

    private int SheetAt(int sheet) => sheet < unitAt.Length ? unitAt[sheet] : unitAt.Length + agencyAt[sheet - unitAt.Length];

    private (int[] Start, ushort[] Indicators, int[] Subjects, int[] Grades) Answers(List<AnswerBlock> blocks, ProblemList problems, int threads)
    {
        var sheets = unitAt.Length + agencyAt.Length;
        var start = new int[sheets + 1];
        foreach (var block in blocks)
            foreach (var sheet in block.Sheet.AsSpan(0, block.Count))
                start[SheetAt(sheet) + 1]++;
        for (var s = 0; s < sheets; s++)
            start[s + 1] = checked(start[s + 1] + start[s]);

        // one number orders the answers of a sheet by subject, then by indicator code: the order of shortcomings.csv
        var codeOrder = IdIndex.Order(AnswerReader.CodesOf(instrument).Ids);
        var codeAt = Inverse(codeOrder);
        var keys = new ulong[start[sheets]];
        var grades = new int[keys.Length];
        var next = start.AsSpan(0, sheets).ToArray();
        foreach (var block in blocks)
            for (var k = 0; k < block.Count; k++)
            {
                var place = next[SheetAt(block.Sheet[k])]++;
                keys[place] = Key(block, k, codeAt);
                grades[place] = block.Grade[k];
            }
        var twice = 0;
        Parallel.For(0, sheets, new ParallelOptions { MaxDegreeOfParallelism = threads }, s =>
        {
            var own = keys.AsSpan(start[s]..start[s + 1]);
            if (!Ascending(own))
                own.Sort(grades.AsSpan(start[s]..start[s + 1]));
            for (var k = 1; k < own.Length; k++)
                if (own[k] == own[k - 1])
                    Interlocked.Exchange(ref twice, 1);
        });
        if (twice != 0)
            DuplicateAnswers.Refuse(blocks, problems);
        var indicators = new ushort[keys.Length];
        var subjects = new int[keys.Length];
        for (var k = 0; k < keys.Length; k++)
            (indicators[k], subjects[k]) = ((ushort)codeOrder[(int)(keys[k] & 0xFFFF)], (int)(keys[k] >> 16) - 1);
        return (start, indicators, subjects, grades);
    }

    private ulong Key(AnswerBlock block, int k, int[] codeAt) =>
        ((ulong)(block.Subject[k] < 0 ? 0 : subjectAt[block.Subject[k]] + 1) << 16) | (uint)codeAt[block.Indicator[k]];

    private static bool Ascending(ReadOnlySpan<ulong> keys)
    {
        for (var i = 1; i < keys.Length; i++)
            if (keys[i - 1] > keys[i])
                return false;
        return true;
    }

    private static int[] Inverse(int[] order)
    {
        var inverse = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
            inverse[order[i]] = i;
        return inverse;
    }
}

using System.Globalization;

namespace Patuh.Scoring.Tests;

/// <summary>What holds for every package, tried on many made from seeds, the same in every run; a failing seed is told.</summary>
public sealed class Properties
{
    private static readonly int Runs = int.Parse(Environment.GetEnvironmentVariable("PATUH_PROPERTY_RUNS") ?? "200", CultureInfo.InvariantCulture);

    private static void ForAllSeeds(Func<int, bool> holds)
    {
        for (var seed = 1; seed <= Runs; seed++)
            Assert.True(holds(seed), $"does not hold for seed {seed}");
    }

    [Fact]
    public void The_order_of_rows_is_irrelevant() => ForAllSeeds(seed =>
    {
        var package = new RandomPackage(seed);
        var before = Picture(package.Score());
        var random = new SeededRandom((ulong)seed + 1);
        for (var i = package.Answers.Count - 1; i > 0; i--)
        {
            var j = random.Next(i + 1);
            (package.Answers[i], package.Answers[j]) = (package.Answers[j], package.Answers[i]);
        }
        return before == Picture(package.Score());
    });

    [Fact]
    public void Two_threads_give_what_one_gives() => ForAllSeeds(seed =>
    {
        var package = new RandomPackage(seed).Build();
        return Picture(new YearScores(package.Load().Sheet)) == Picture(new YearScores(package.Load(threads: 2).Sheet, threads: 2));
    });

    [Fact]
    public void Raising_an_answer_never_lowers_a_score() => ForAllSeeds(seed =>
    {
        var package = new RandomPackage(seed);
        var before = package.Score();
        var raisable = package.Answers.FindAll(a => a[3] is not ("na" or "5"));
        if (raisable.Count == 0)
            return true;
        var answer = raisable[seed % raisable.Count];
        answer[3] = (int.Parse(answer[3], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
        var after = package.Score();
        return Enumerable.Range(0, before.Sheet.Agencies.Length).All(a =>
            before.AgencyState(a) == after.AgencyState(a)
            && (before.AgencyExact(a) is not { } was || after.AgencyExact(a) >= was)
            && (before.AgencyPublished(a) ?? 0) <= (after.AgencyPublished(a) ?? 0));
    });

    [Fact]
    public void A_part_that_does_not_apply_leaves_its_siblings_proportions_alone() => ForAllSeeds(seed =>
    {
        var package = new RandomPackage(seed, complete: true);
        var code = package.Answers[seed % package.Answers.Count][2];
        var whole = Trees(package);
        foreach (var answer in package.Answers.Where(a => a[2] == code))
            answer[3] = "na";
        return whole.Zip(Trees(package)).All(pair => SameProportions(pair.First, pair.Second));
    });

    [Fact]
    public void Sums_of_a_tree_are_exact_to_the_last_digit() => ForAllSeeds(seed => Trees(new RandomPackage(seed)).All(root =>
        root.State != State.Scored || (root.Given + root.Lost == 1_000_000 && Adds(root))));

    [Fact]
    public void The_tree_and_the_fast_scores_agree() => ForAllSeeds(seed =>
    {
        var scores = new RandomPackage(seed).Score();
        var sheet = scores.Sheet;
        return Enumerable.Range(0, sheet.Agencies.Length).All(a =>
        {
            var root = ScoreTree.Explain(sheet, a);
            return root.State == scores.AgencyState(a) && root.Published == scores.AgencyPublished(a) && root.Score == scores.AgencyExact(a)
                && sheet.UnitsOf[a].All(u => root.Children.Single(c => c.Kind == NodeKind.Unit && c.Code == sheet.Units[u].Id) is var unit
                    && unit.State == scores.UnitState(u) && unit.Published == scores.UnitPublished(u));
        });
    });

    [Fact]
    public void Ranks_are_a_total_preorder_that_follows_the_scores() => ForAllSeeds(seed =>
    {
        var scores = new RandomPackage(seed, complete: true).Score();
        var sheet = scores.Sheet;
        var exact = sheet.Instrument.RankOn == RankOn.Exact;
        return sheet.Agencies.Select((a, i) => (a.Class, i)).Where(a => scores.AgencyState(a.i) == State.Scored).GroupBy(a => a.Class).All(group =>
        {
            var members = group.Select(g => g.i).ToList();
            Fraction Key(int a) => exact ? scores.AgencyExact(a)!.Value : Fraction.From(scores.AgencyPublished(a)!.Value);
            return members.TrueForAll(a => scores.National(a) == new Rank(1 + members.Count(b => Key(b) > Key(a)), members.Count));
        });
    });

    [Fact]
    public void One_changed_answer_gives_what_scoring_all_again_gives() => ForAllSeeds(seed =>
    {
        var sheet = new RandomPackage(seed).Build().Load().Sheet;
        if (sheet.AnswerGrade.Length == 0)
            return true;
        var scores = new YearScores(sheet);
        for (var n = 0; n < 3; n++)
        {
            var answer = ((seed * 7) + (n * 13)) % sheet.AnswerGrade.Length;
            // another grade that answers of the same indicator have, where there is one
            var grades = Enumerable.Range(0, sheet.AnswerGrade.Length).Where(k => sheet.AnswerIndicator[k] == sheet.AnswerIndicator[answer])
                .Select(k => sheet.AnswerGrade[k]).Distinct().OrderBy(g => g == sheet.AnswerGrade[answer]).ToList();
            scores.Change(answer, grades[0]);
        }
        return Picture(scores) == Picture(new YearScores(sheet));
    });

    private static string Picture(YearScores scores)
    {
        var sheet = scores.Sheet;
        var agencies = Enumerable.Range(0, sheet.Agencies.Length).Select(a =>
            $"{sheet.Agencies[a].Id} {scores.AgencyState(a)} {scores.AgencyPublished(a)} {scores.AgencyExact(a)} {scores.National(a)} {scores.Regional(a)}");
        var units = Enumerable.Range(0, sheet.Units.Length).Select(u =>
            $"{sheet.Units[u].Id} {scores.UnitState(u)} {scores.UnitPublished(u)} {string.Join('/', Enumerable.Range(0, scores.UnitLevelDimensions.Count).Select(d => scores.DimensionPublished(u, d)))}");
        var shortcomings = Shortcomings.Of(scores).Select(s => $"{s.Unit} {sheet.AnswerSubject[s.Answer]} {sheet.AnswerIndicator[s.Answer]}");
        return string.Join('\n', [.. agencies, .. units, .. shortcomings]);
    }

    private static IEnumerable<ScoreNode> Trees(RandomPackage package)
    {
        var sheet = package.Build().Load().Sheet;
        return Enumerable.Range(0, sheet.Agencies.Length).Select(a => ScoreTree.Explain(sheet, a)).ToList();
    }

    private static bool Adds(ScoreNode node) =>
        node.Children.Count == 0
        || (node.Children.Sum(c => c.Given) == node.Given && node.Children.Sum(c => c.Lost) == node.Lost && node.Children.All(Adds)
            && (node.Worth.IsZero || node.Children.All(c => c.Worth.IsZero) || node.Children.Aggregate(Fraction.Zero, (sum, c) => sum + c.Worth) == node.Worth));

    /// <summary>Parts that count in both trees share their parent's worth in the same proportion.</summary>
    private static bool SameProportions(ScoreNode a, ScoreNode b)
    {
        if (a.State != State.Scored || b.State != State.Scored || a.Kind == NodeKind.Indicator)
            return true;
        // above the units no weights rule but counts: of units, and of their products
        if (a.Kind == NodeKind.Agency)
            return a.Children.Zip(b.Children).All(p => SameProportions(p.First, p.Second));
        var pairs = a.Children.Zip(b.Children).Where(p => !p.First.Worth.IsZero && !p.Second.Worth.IsZero).ToList();
        return pairs.TrueForAll(p => p.First.Worth * pairs[0].Second.Worth == p.Second.Worth * pairs[0].First.Worth
            && SameProportions(p.First, p.Second));
    }
}

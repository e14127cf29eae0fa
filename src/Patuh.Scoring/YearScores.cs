namespace Patuh.Scoring;

/// <summary>
/// Scores, states and ranks of every unit and agency of a year. Fast arithmetic decides wherever it provably can; the exact
/// value is computed where the last digit or an equal rank depends on it, and on demand. Not thread-safe.
/// </summary>
public sealed class YearScores
{
    private const int NoScore = -1;

    private readonly Scoresheet sheet;
    private readonly Instrument instrument;
    private readonly Lane[] lanes;
    private readonly double bound;
    private readonly int dimensions;
    private readonly State[] unitState;
    private readonly int[] unitPublished;
    private readonly int[] unitDimension;
    private readonly int[] unitParts;
    private readonly double[] unitPartSum;
    private readonly State[] agencyState;
    private readonly double[] agencyEstimate;
    private readonly int[] agencyPublished;
    private readonly Rank[] national;
    private readonly Rank[] regional;
    private readonly Dictionary<int, Fraction> exactAgency = [];
    private readonly Dictionary<int, int[]> nationalGroups;
    private readonly Dictionary<int, int[]> regionalGroups;
    private readonly int[] nationalGroupOf;
    private readonly int[] regionalGroupOf;

    /// <summary>One thread's evaluators; the exact one is made when first needed.</summary>
    private sealed class Lane(Scoresheet sheet)
    {
        private Evaluator<Fraction>? exact;

        public Evaluator<Estimate> Fast { get; } = new(sheet, share => new Estimate((double)share.Numerator / (double)share.Denominator));

        public Evaluator<Fraction> Exact => exact ??= new(sheet, share => share);
    }

    /// <summary>Scores and ranks a year.</summary>
    /// <param name="sheet">Its answers.</param>
    /// <param name="threads">How many threads may work; 1 or more.</param>
    /// <exception cref="ArgumentException">The instrument is "bands only".</exception>
    public YearScores(Scoresheet sheet, int threads = 1)
    {
        instrument = sheet.Instrument;
        if (instrument.BandsOnly)
            throw new ArgumentException($"{instrument.Id} has no weights: its scores can be classified, not computed", nameof(sheet));
        this.sheet = sheet;
        var (units, agencies) = (sheet.Units.Length, sheet.Agencies.Length);
        UnitLevelDimensions = [.. instrument.Dimensions.Where(d => d.Level == Level.Unit)];
        dimensions = UnitLevelDimensions.Count;
        (unitState, unitPublished, unitParts, unitPartSum) = (new State[units], new int[units], new int[units], new double[units]);
        unitDimension = new int[units * dimensions];
        (agencyState, agencyEstimate, agencyPublished) = (new State[agencies], new double[agencies], new int[agencies]);
        (national, regional) = (new Rank[agencies], new Rank[agencies]);
        bound = Estimate.Bound(LongestPath());

        lanes = [.. Enumerable.Range(0, Math.Max(1, Math.Min(threads, agencies))).Select(_ => new Lane(sheet))];
        if (lanes.Length == 1)
            for (var a = 0; a < agencies; a++)
                ScoreAll(lanes[0], a);
        else
            ScoreInParallel(agencies);

        nationalGroupOf = Groups(a => a.Class, out nationalGroups);
        regionalGroupOf = Groups(RegionalGroup, out regionalGroups);
        foreach (var group in nationalGroups.Values)
            RankGroup(group, national);
        foreach (var group in regionalGroups.Values)
            RankGroup(group, regional);
    }

    /// <summary>The answers.</summary>
    public Scoresheet Sheet => sheet;

    /// <summary>The dimensions that <see cref="DimensionPublished"/> counts, in the instrument's order.</summary>
    public IReadOnlyList<Dimension> UnitLevelDimensions { get; }

    /// <summary>State of a unit.</summary>
    public State UnitState(int unit) => unitState[unit];

    /// <summary>Published score of a unit in hundredths, or null.</summary>
    public int? UnitPublished(int unit) => OrNull(unitPublished[unit]);

    /// <summary>Published score of a unit's dimension in hundredths, or null.</summary>
    public int? DimensionPublished(int unit, int dimension) => OrNull(unitDimension[(unit * dimensions) + dimension]);

    /// <summary>State of an agency.</summary>
    public State AgencyState(int agency) => agencyState[agency];

    /// <summary>Published score of an agency in hundredths, or null.</summary>
    public int? AgencyPublished(int agency) => OrNull(agencyPublished[agency]);

    /// <summary>Rank within the class.</summary>
    public Rank National(int agency) => national[agency];

    /// <summary>Rank within the province and ranking group.</summary>
    public Rank Regional(int agency) => regional[agency];

    /// <summary>Exact score of an agency, 0-100, or null.</summary>
    public Fraction? AgencyExact(int agency) =>
        agencyState[agency] == State.Scored ? ExactShare(agency) * Fraction.From(100) : null;

    /// <summary>
    /// Published score of each dimension of an agency in hundredths, in the instrument's order; null without a score. A dimension of level unit is the mean
    /// over the agency's scored units, weighted as the roll-up weights them; it explains the agency's score and is not one of its steps.
    /// </summary>
    /// <param name="agency">Index of the agency.</param>
    public IReadOnlyList<int?> AgencyDimensions(int agency)
    {
        var published = new int?[instrument.Dimensions.Count];
        if (agencyState[agency] != State.Scored)
            return published;
        var exact = lanes[0].Exact;
        var totals = new (Fraction Sum, int Parts)[dimensions];
        var (parts, sum) = (0, Fraction.Zero);
        foreach (var unit in sheet.UnitsOf[agency])
        {
            if (exact.Unit(unit).State != State.Scored)
                continue;
            (parts, sum) = (parts + exact.Parts, sum + exact.PartSum);
            for (var d = 0; d < dimensions; d++)
                if (exact.UnitDimensions[d].State == State.Scored)
                    totals[d] = (totals[d].Sum + (exact.UnitDimensions[d].Score * Fraction.From(exact.Parts)), totals[d].Parts + exact.Parts);
        }
        exact.Agency(agency, false, parts, sum);
        for (int d = 0, unit = 0, own = 0; d < published.Length; d++)
            if (instrument.Dimensions[d].Level == Level.Unit)
                published[d] = totals[unit++] is { Parts: > 0 } total ? Publish(total.Sum / Fraction.From(total.Parts)) : null;
            else
                published[d] = exact.Agencies.Dimensions[own++] is { State: State.Scored } scored ? Publish(scored.Score) : null;
        return published;
    }

    /// <summary>
    /// Puts another grade in the place of an answer and makes all scores and ranks right again.
    /// </summary>
    /// <param name="answer">Index of the answer in the sheet's columns.</param>
    /// <param name="grade">Index of a grade of the same indicator.</param>
    public void Change(int answer, int grade)
    {
        sheet.AnswerGrade[answer] = grade;
        var at = Array.BinarySearch(sheet.SheetStart, answer);
        if (at < 0)
            at = ~at - 1;
        while (sheet.SheetStart[at + 1] <= answer)
            at++;
        var agency = at < sheet.Units.Length ? sheet.Units[at].Agency : at - sheet.Units.Length;
        if (at < sheet.Units.Length)
            ScoreUnit(lanes[0], at);
        ScoreAgency(lanes[0], agency);
        lock (exactAgency)
            exactAgency.Remove(agency);
        RankGroup(nationalGroups[nationalGroupOf[agency]], national);
        if (regionalGroupOf[agency] >= 0)
            RankGroup(regionalGroups[regionalGroupOf[agency]], regional);
    }

    private static int? OrNull(int published) => published == NoScore ? null : published;

    /// <summary>Roundings on the longest way from an answer to an agency's score; a decimal takes up to four to become a double.</summary>
    private long LongestPath()
    {
        long most = 0;
        for (var s = 0; s + 1 < sheet.SheetStart.Length; s++)
            most = Math.Max(most, sheet.SheetStart[s + 1] - sheet.SheetStart[s]);
        long products = sheet.Units.Sum(u => (long)u.Products.Length);
        return most + (8L * instrument.Indicators.Count()) + products + sheet.Units.Length + 64;
    }

    private void ScoreInParallel(int agencies)
    {
        const int Batch = 8;
        var next = 0;
        Parallel.ForEach(lanes, new ParallelOptions { MaxDegreeOfParallelism = lanes.Length }, lane =>
        {
            for (int from; (from = Interlocked.Add(ref next, Batch) - Batch) < agencies;)
                for (var a = from; a < Math.Min(from + Batch, agencies); a++)
                    ScoreAll(lane, a);
        });
    }

    private void ScoreAll(Lane lane, int agency)
    {
        foreach (var unit in sheet.UnitsOf[agency])
            ScoreUnit(lane, unit);
        ScoreAgency(lane, agency);
    }

    private void ScoreUnit(Lane lane, int unit)
    {
        var result = lane.Fast.Unit(unit);
        (unitState[unit], unitParts[unit], unitPartSum[unit]) = (result.State, lane.Fast.Parts, lane.Fast.PartSum.Value);
        var exact = false;
        unitPublished[unit] = Publish(result, ref exact);
        var cells = unitDimension.AsSpan(unit * dimensions, dimensions);
        for (var d = 0; d < cells.Length; d++)
            cells[d] = Publish(lane.Fast.UnitDimensions[d], ref exact);
        if (!exact)
            return;
        var proper = lane.Exact.Unit(unit);
        if (proper.State == State.Scored)
            unitPublished[unit] = Publish(proper.Score);
        for (var d = 0; d < cells.Length; d++)
            if (lane.Exact.UnitDimensions[d].State == State.Scored)
                cells[d] = Publish(lane.Exact.UnitDimensions[d].Score);
    }

    private void ScoreAgency(Lane lane, int agency)
    {
        var (parts, sum, incomplete) = (0, 0d, false);
        foreach (var unit in sheet.UnitsOf[agency])
        {
            incomplete |= unitState[unit] == State.Incomplete;
            if (unitState[unit] == State.Scored)
                (parts, sum) = (parts + unitParts[unit], sum + unitPartSum[unit]);
        }
        var result = lane.Fast.Agency(agency, incomplete, parts, new Estimate(sum));
        (agencyState[agency], agencyEstimate[agency]) = (result.State, result.Score.Value);
        var exact = false;
        agencyPublished[agency] = Publish(result, ref exact);
        if (exact)
            agencyPublished[agency] = Publish(ExactShare(agency, lane));
    }

    /// <summary>Rounds an estimate where its error cannot matter; otherwise asks for the exact value.</summary>
    private int Publish(Result<Estimate> result, ref bool exact)
    {
        if (result.State != State.Scored)
            return NoScore;
        var step = Bands.HundredthsPerStep(instrument.Decimals);
        var scaled = result.Score.Value * (10000 / step);
        var (low, high) = (Math.Floor((scaled * (1 - bound)) + 0.5), Math.Floor((scaled * (1 + bound)) + 0.5));
        exact |= low != high;
        return (int)high * step;
    }

    private int Publish(Fraction share) => instrument.Publish(share * Fraction.From(100));

    private Fraction ExactShare(int agency, Lane? lane = null)
    {
        lock (exactAgency)
            if (exactAgency.TryGetValue(agency, out var known))
                return known;
        var exact = (lane ?? lanes[0]).Exact;
        var (parts, sum) = (0, Fraction.Zero);
        foreach (var unit in sheet.UnitsOf[agency])
        {
            exact.Unit(unit);
            (parts, sum) = (parts + exact.Parts, sum + exact.PartSum);
        }
        var share = exact.Agency(agency, false, parts, sum).Score;
        lock (exactAgency)
            exactAgency[agency] = share;
        return share;
    }

    private string? RegionalGroup(SheetAgency agency)
    {
        var group = instrument.RankingGroupOf(agency.Class);
        return group < 0 || agency.Region.Length < 2 ? null : $"{agency.Region[..2]}/{group}";
    }

    private int[] Groups(Func<SheetAgency, string?> key, out Dictionary<int, int[]> groups)
    {
        var numbers = new Dictionary<string, int>();
        var members = new List<List<int>>();
        var groupOf = new int[sheet.Agencies.Length];
        for (var a = 0; a < groupOf.Length; a++)
        {
            if (key(sheet.Agencies[a]) is not { } name)
            {
                groupOf[a] = -1;
                continue;
            }
            if (numbers.TryAdd(name, members.Count))
                members.Add([]);
            members[groupOf[a] = numbers[name]].Add(a);
        }
        groups = members.Select((m, i) => (m, i)).ToDictionary(x => x.i, x => x.m.ToArray());
        return groupOf;
    }

    private void RankGroup(int[] group, Rank[] ranks)
    {
        foreach (var agency in group)
            ranks[agency] = Rank.None;
        Ranker.Compete(
            Array.FindAll(group, a => agencyState[a] == State.Scored),
            instrument.RankOn == RankOn.Published ? (a, b) => agencyPublished[b].CompareTo(agencyPublished[a]) : BestExact,
            (a, rank) => ranks[a] = rank);
    }

    private int BestExact(int a, int b)
    {
        var (left, right) = (agencyEstimate[a], agencyEstimate[b]);
        return a == b ? 0
            : Math.Abs(left - right) > 2 * bound * Math.Max(left, right) ? right.CompareTo(left)
            : ExactShare(b).CompareTo(ExactShare(a));
    }
}

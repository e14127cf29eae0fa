namespace Patuh.Scoring;

/// <summary>A part's state and score (0..1).</summary>
internal readonly record struct Result<T>(State State, T Score) where T : struct, IQuantity<T>;

/// <summary>
/// The formula: answers of one sheet to indicators, variables, dimensions and their mean. Written once; run on <see cref="Estimate"/>
/// for speed and on <see cref="Fraction"/> where the last digit matters. Not thread-safe: one for each thread.
/// </summary>
internal sealed class Evaluator<T> where T : struct, IQuantity<T>
{
    private readonly Scoresheet sheet;
    private readonly T[] shares;
    private readonly int[] counts;
    private readonly T[] sums;
    private readonly int[] counted;
    private readonly int[] given;
    private readonly Layer units;
    private readonly Layer agencies;
    private readonly bool byProduct;

    public Evaluator(Scoresheet sheet, Func<Fraction, T> share)
    {
        this.sheet = sheet;
        shares = [.. sheet.Grades.Select(g => share(g.Share))];
        counts = [.. sheet.Grades.Select(g => g.Applicable ? 1 : 0)];
        var indicators = sheet.Instrument.Indicators.Count();
        (sums, counted, given) = (new T[indicators], new int[indicators], new int[indicators]);
        (units, agencies) = (new Layer(sheet.Instrument, Level.Unit), new Layer(sheet.Instrument, Level.Agency));
        byProduct = sheet.Instrument.Rollup == Rollup.MeanOfProducts;
        UnitDimensions = new Result<T>[units.Plan.Dimensions.Length];
    }

    /// <summary>One level of the instrument with room for the results of its parts, valid until the next evaluation.</summary>
    public sealed class Layer
    {
        public Layer(Instrument instrument, Level level)
        {
            Plan = new Plan(instrument, level);
            Dimensions = new Result<T>[Plan.Dimensions.Length];
            Variables = new Result<T>[Plan.Variables.Length];
            Indicators = new Result<T>[Plan.Rules.Length];
            DimensionWeights = [.. Plan.Dimensions.Select(p => T.From(p.Weight))];
            VariableWeights = [.. Plan.Variables.Select(p => T.From(p.Weight))];
            IndicatorWeights = [.. Plan.Rules.Select(p => T.From(p.Weight))];
            Weight = DimensionWeights.Aggregate(T.Zero, (a, b) => a + b);
        }

        public Plan Plan { get; }

        public Result<T>[] Dimensions { get; }

        public Result<T>[] Variables { get; }

        public Result<T>[] Indicators { get; }

        public T[] DimensionWeights { get; }

        public T[] VariableWeights { get; }

        public T[] IndicatorWeights { get; }

        /// <summary>Sum of the dimensions' weights.</summary>
        public T Weight { get; }
    }

    public Layer Units => units;

    public Layer Agencies => agencies;

    /// <summary>Dimensions of the unit evaluated last; under mean_of_products the means over its products.</summary>
    public Result<T>[] UnitDimensions { get; }

    /// <summary>Number of parts that the last unit puts into the roll-up: 1, or its applicable products.</summary>
    public int Parts { get; private set; }

    /// <summary>Sum of the scores of those parts.</summary>
    public T PartSum { get; private set; }

    /// <summary>Scores a unit. <paramref name="product"/> is told each product's state and score while <see cref="Units"/> holds its parts.</summary>
    public Result<T> Unit(int unit, Action<int, Result<T>>? product = null)
    {
        var facts = sheet.Units[unit];
        (Parts, PartSum) = (0, T.Zero);
        if (!facts.Assessed)
        {
            Array.Fill(UnitDimensions, new(State.NotAssessed, T.Zero));
            return new(State.NotAssessed, T.Zero);
        }
        var (start, end) = (sheet.SheetStart[unit], sheet.SheetStart[unit + 1]);
        Array.Clear(sums);
        Array.Clear(counted);
        Array.Clear(given);
        // a unit without a single answer is incomplete in every mode: it is read as if everything that asks for an answer blocked
        var nothing = start == end;
        if (byProduct)
            return Products(facts, start, end, nothing, product);
        Tally(start, end);
        var result = Evaluate(units, facts.Products.Length, nothing);
        units.Dimensions.CopyTo(UnitDimensions, 0);
        if (result.State == State.Scored)
            (Parts, PartSum) = (1, result.Score);
        return result;
    }

    private Result<T> Products(SheetUnit unit, int start, int end, bool nothing, Action<int, Result<T>>? product)
    {
        TallyOthers(unit.Products, start, end);
        var counts = new int[UnitDimensions.Length];
        Array.Fill(UnitDimensions, new(State.NotApplicable, T.Zero));
        var incomplete = false;
        for (var p = 0; p < unit.Products.Length; p++)
        {
            ClearProductCells();
            TallyProduct(unit.Products[p], start, end);
            var result = Evaluate(units, 1, nothing);
            product?.Invoke(p, result);
            incomplete |= result.State == State.Incomplete;
            if (result.State == State.Scored)
                (Parts, PartSum) = (Parts + 1, PartSum + result.Score);
            for (var d = 0; d < counts.Length; d++)
                Add(ref UnitDimensions[d], units.Dimensions[d], ref counts[d]);
        }
        for (var d = 0; d < counts.Length; d++)
            if (UnitDimensions[d].State == State.Scored)
                UnitDimensions[d] = new(State.Scored, UnitDimensions[d].Score / T.From(counts[d]));
        return incomplete ? new(State.Incomplete, T.Zero)
            : Parts == 0 ? new(State.NotApplicable, T.Zero)
            : new(State.Scored, PartSum / T.From(Parts));
    }

    private static void Add(ref Result<T> total, Result<T> part, ref int count)
    {
        if (total.State == State.Incomplete || part.State == State.NotApplicable)
            return;
        if (part.State == State.Incomplete)
            total = new(State.Incomplete, T.Zero);
        else
            (total, count) = (new(State.Scored, total.Score + part.Score), count + 1);
    }

    /// <summary>
    /// Scores an agency from its roll-up and its own dimensions, which <see cref="Agencies"/> then holds.
    /// <paramref name="parts"/> and <paramref name="partSum"/> are the totals of <see cref="Parts"/> and <see cref="PartSum"/> over its units.
    /// </summary>
    public Result<T> Agency(int agency, bool anyIncomplete, int parts, T partSum)
    {
        if (parts == 0 && !anyIncomplete)
            return new(State.NotAssessed, T.Zero);
        var rollup = anyIncomplete ? new Result<T>(State.Incomplete, T.Zero) : new(State.Scored, partSum / T.From(parts));
        if (agencies.Plan.Dimensions.Length == 0)
            return rollup;
        Array.Clear(sums);
        Array.Clear(counted);
        Array.Clear(given);
        var own = sheet.SheetOfAgency(agency);
        Tally(sheet.SheetStart[own], sheet.SheetStart[own + 1]);
        Evaluate(agencies, 0, false);
        if (anyIncomplete)
            return rollup;
        var (weight, total) = (units.Weight, units.Weight * rollup.Score);
        for (var d = 0; d < agencies.Dimensions.Length; d++)
        {
            if (agencies.Dimensions[d].State == State.Incomplete)
                return new(State.Incomplete, T.Zero);
            if (agencies.Dimensions[d].State == State.Scored)
                (weight, total) = (weight + agencies.DimensionWeights[d], total + (agencies.DimensionWeights[d] * agencies.Dimensions[d].Score));
        }
        return new(State.Scored, total / weight);
    }

    private void Tally(int start, int end)
    {
        var indicators = sheet.AnswerIndicator.AsSpan(start, end - start);
        var grades = sheet.AnswerGrade.AsSpan(start, indicators.Length);
        for (var k = 0; k < indicators.Length; k++)
            Count(indicators[k], grades[k]);
    }

    private void TallyOthers(int[] products, int start, int end)
    {
        for (var k = start; k < end; k++)
            if (Array.BinarySearch(products, sheet.AnswerSubject[k]) < 0)
                Count(sheet.AnswerIndicator[k], sheet.AnswerGrade[k]);
    }

    private void TallyProduct(int product, int start, int end)
    {
        for (var k = start; k < end; k++)
            if (sheet.AnswerSubject[k] == product)
                Count(sheet.AnswerIndicator[k], sheet.AnswerGrade[k]);
    }

    private void Count(int indicator, int grade)
    {
        given[indicator]++;
        counted[indicator] += counts[grade];
        sums[indicator] += shares[grade];
    }

    private void ClearProductCells()
    {
        foreach (var rule in units.Plan.Rules)
            if (rule.EachProduct)
                (sums[rule.Indicator], counted[rule.Indicator], given[rule.Indicator]) = (T.Zero, 0, 0);
    }

    private Result<T> Evaluate(Layer layer, int products, bool blockAll)
    {
        var rules = layer.Plan.Rules;
        for (var i = 0; i < rules.Length; i++)
            layer.Indicators[i] = Indicator(rules[i], products, blockAll);
        for (var v = 0; v < layer.Variables.Length; v++)
            layer.Variables[v] = Mean(layer.Indicators, layer.IndicatorWeights, layer.Plan.Variables[v].First, layer.Plan.Variables[v].End);
        for (var d = 0; d < layer.Dimensions.Length; d++)
            layer.Dimensions[d] = Mean(layer.Variables, layer.VariableWeights, layer.Plan.Dimensions[d].First, layer.Plan.Dimensions[d].End);
        return Mean(layer.Dimensions, layer.DimensionWeights, 0, layer.Dimensions.Length);
    }

    private Result<T> Indicator(in Plan.Rule rule, int products, bool blockAll)
    {
        var missing = (rule.EachProduct ? products : rule.Required) - given[rule.Indicator];
        var answers = counted[rule.Indicator];
        if (missing > 0)
        {
            if (blockAll || rule.Missing == MissingRule.Block)
                return new(State.Incomplete, T.Zero);
            if (rule.Missing == MissingRule.Zero)
                answers += missing;
        }
        return answers == 0 ? new(State.NotApplicable, T.Zero) : new(State.Scored, sums[rule.Indicator] / T.From(answers));
    }

    private static Result<T> Mean(Result<T>[] parts, T[] weights, int first, int end)
    {
        var (total, weight, weighty) = (T.Zero, T.Zero, false);
        for (var i = first; i < end; i++)
        {
            if (parts[i].State == State.Incomplete)
                return new(State.Incomplete, T.Zero);
            if (parts[i].State != State.Scored)
                continue;
            total += weights[i] * parts[i].Score;
            weight += weights[i];
            weighty |= !weights[i].IsZero;
        }
        return weighty ? new(State.Scored, total / weight) : new(State.NotApplicable, T.Zero);
    }
}

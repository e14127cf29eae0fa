namespace Patuh.Scoring;

/// <summary>Explains an agency's score down to each answer, in exact fractions; points are apportioned as docs/method.md says.</summary>
public sealed class ScoreTree
{
    private static readonly Fraction Hundred = Fraction.From(100);

    private readonly Scoresheet sheet;
    private readonly Instrument instrument;
    private readonly Evaluator<Fraction> evaluator;
    private readonly Indicator[] indicators;

    private ScoreTree(Scoresheet sheet)
    {
        (this.sheet, instrument) = (sheet, sheet.Instrument);
        evaluator = new Evaluator<Fraction>(sheet, share => share);
        indicators = [.. instrument.Indicators];
    }

    /// <summary>The tree of one agency.</summary>
    /// <param name="sheet">A year's answers.</param>
    /// <param name="agency">Index of the agency.</param>
    public static ScoreNode Explain(Scoresheet sheet, int agency) => new ScoreTree(sheet).Agency(agency);

    private ScoreNode Agency(int agency)
    {
        var facts = sheet.Agencies[agency];
        var children = new List<ScoreNode>();
        var (parts, sum, incomplete) = (0, Fraction.Zero, false);
        foreach (var unit in sheet.UnitsOf[agency])
        {
            var node = Unit(unit);
            children.Add(node);
            incomplete |= node.State == State.Incomplete;
            (parts, sum) = (parts + evaluator.Parts, sum + evaluator.PartSum);
        }
        var result = evaluator.Agency(agency, incomplete, parts, sum);
        // units stand for the unit-level dimensions' weight, each with its number of parts
        var unitWeight = parts == 0 ? Fraction.Zero : evaluator.Units.Weight / Fraction.From(parts);
        children.ForEach(n => n.Weight *= unitWeight);
        children.AddRange(AgencyDimensions(agency, result.State));
        var score = Percent(result);
        var root = new ScoreNode
        {
            Kind = NodeKind.Agency,
            Code = facts.Id,
            Name = new LocalText(facts.Name, facts.Name),
            State = result.State,
            Score = score,
            Published = score is { } s ? instrument.Publish(s) : null,
            Children = children,
        };
        if (score is not null)
            Apportion(root);
        return root;
    }

    private IEnumerable<ScoreNode> AgencyDimensions(int agency, State state)
    {
        var layer = evaluator.Agencies;
        var own = sheet.SheetOfAgency(agency);
        for (var d = 0; d < layer.Plan.Dimensions.Length; d++)
            yield return state == State.NotAssessed
                ? Part(NodeKind.Dimension, instrument.Dimensions[layer.Plan.Dimensions[d].Source], default(Result<Fraction>) with { State = State.NotAssessed }, Fraction.Zero, [])
                : Dimension(layer, d, new Leaves(own, -1, [], false));
    }

    private ScoreNode Unit(int unit)
    {
        var facts = sheet.Units[unit];
        var byProduct = instrument.Rollup == Rollup.MeanOfProducts;
        var empty = sheet.SheetStart[unit] == sheet.SheetStart[unit + 1];
        var children = new List<ScoreNode>();
        var result = evaluator.Unit(unit, (p, product) => children.Add(new ScoreNode
        {
            Kind = NodeKind.Product,
            Code = sheet.Subjects[facts.Products[p]],
            Name = new LocalText(facts.ProductNames[p], facts.ProductNames[p]),
            State = product.State,
            Score = Percent(product),
            Weight = product.State == State.Scored ? Fraction.One : Fraction.Zero,
            Children = Dimensions(new Leaves(unit, facts.Products[p], facts.Products, empty)),
        }));
        if (!byProduct && facts.Assessed)
            children.AddRange(Dimensions(new Leaves(unit, -1, facts.Products, empty)));
        var score = Percent(result);
        return new ScoreNode
        {
            Kind = NodeKind.Unit,
            Code = facts.Id,
            Name = new LocalText(facts.Name, facts.Name),
            State = result.State,
            Score = score,
            Published = score is { } s ? instrument.Publish(s) : null,
            Weight = result.State == State.Scored ? Fraction.From(evaluator.Parts) : Fraction.Zero,
            Children = children,
        };
    }

    /// <summary>Which answers stand below: a sheet, under mean_of_products one product of it (-1: all), its products, and whether it has no answer at all.</summary>
    private sealed record Leaves(int Sheet, int Product, int[] Products, bool Empty);

    private List<ScoreNode> Dimensions(Leaves leaves) =>
        [.. Enumerable.Range(0, evaluator.Units.Dimensions.Length).Select(d => Dimension(evaluator.Units, d, leaves))];

    private ScoreNode Dimension(Evaluator<Fraction>.Layer layer, int d, Leaves leaves)
    {
        var part = layer.Plan.Dimensions[d];
        var dimension = instrument.Dimensions[part.Source];
        var variables = Enumerable.Range(part.First, part.End - part.First)
            .Select(v => Variable(layer, v, dimension.Variables[v - part.First], leaves));
        return Part(NodeKind.Dimension, dimension, layer.Dimensions[d], layer.DimensionWeights[d], [.. variables]);
    }

    private ScoreNode Variable(Evaluator<Fraction>.Layer layer, int v, Variable variable, Leaves leaves)
    {
        var part = layer.Plan.Variables[v];
        var children = Enumerable.Range(part.First, part.End - part.First).Select(i =>
        {
            var rule = layer.Plan.Rules[i];
            var indicator = indicators[rule.Indicator];
            return Part(NodeKind.Indicator, indicator.Code, indicator.Name, indicator.Provenance.Basis,
                layer.Indicators[i], layer.IndicatorWeights[i], Answers(rule, indicator, leaves));
        });
        return Part(NodeKind.Variable, variable.Code, variable.Name, variable.Provenance.Basis, layer.Variables[v], layer.VariableWeights[v], [.. children]);
    }

    private static ScoreNode Part(NodeKind kind, Dimension dimension, Result<Fraction> result, Fraction weight, IReadOnlyList<ScoreNode> children) =>
        Part(kind, dimension.Code, dimension.Name, dimension.Provenance.Basis, result, weight, children);

    private static ScoreNode Part(NodeKind kind, string code, LocalText name, Basis basis, Result<Fraction> result, Fraction weight, IReadOnlyList<ScoreNode> children) => new()
    {
        Kind = kind,
        Code = code,
        Name = name,
        State = result.State,
        Score = Percent(result),
        Basis = basis,
        Weight = result.State == State.Scored ? weight : Fraction.Zero,
        Children = children,
    };

    private List<ScoreNode> Answers(Plan.Rule rule, Indicator indicator, Leaves leaves)
    {
        var answers = new List<ScoreNode>();
        var answered = new HashSet<int>();
        for (var k = sheet.SheetStart[leaves.Sheet]; k < sheet.SheetStart[leaves.Sheet + 1]; k++)
        {
            var subject = sheet.AnswerSubject[k];
            if (sheet.AnswerIndicator[k] != rule.Indicator || (rule.EachProduct && leaves.Product >= 0 && subject != leaves.Product))
                continue;
            answered.Add(subject);
            var grade = sheet.Grades[sheet.AnswerGrade[k]];
            answers.Add(Answer(indicator, subject < 0 ? "" : sheet.Subjects[subject], grade));
        }
        if (indicator.Missing == MissingRule.Zero && !leaves.Empty)
        {
            var products = leaves.Product >= 0 ? [leaves.Product] : leaves.Products;
            var missing = rule.EachProduct
                ? products.Where(p => !answered.Contains(p)).Select(p => sheet.Subjects[p])
                : Enumerable.Repeat("", Math.Max(0, rule.Required - answers.Count));
            answers.AddRange([.. missing.Select(subject => Answer(indicator, subject, new Grade("", Fraction.Zero, true, false)))]);
        }
        return [.. answers.OrderBy(a => a.Subject!, ByteOrder.Comparer).ThenBy(a => a.Value!, ByteOrder.Comparer)];
    }

    private static ScoreNode Answer(Indicator indicator, string subject, Grade grade) => new()
    {
        Kind = NodeKind.Answer,
        Code = indicator.Code,
        State = grade.Applicable ? State.Scored : State.NotApplicable,
        Score = grade.Applicable ? grade.Share * Hundred : null,
        Subject = subject,
        Value = grade.Text,
        Noted = grade.Noted,
        Weight = grade.Applicable ? Fraction.One : Fraction.Zero,
        Children = [],
    };

    private static Fraction? Percent(Result<Fraction> result) => result.State == State.Scored ? result.Score * Hundred : null;

    private static void Apportion(ScoreNode root)
    {
        root.Worth = Hundred;
        root.Given = (long)root.ExactGiven.RoundHalfAway(4);
        root.Lost = 1_000_000 - root.Given;
        ApportionChildren(root);
    }

    private static void ApportionChildren(ScoreNode node)
    {
        if (node.Children.Count == 0)
            return;
        var weights = node.Children.Aggregate(Fraction.Zero, (sum, c) => sum + c.Weight);
        foreach (var child in node.Children)
            child.Worth = weights.IsZero ? Fraction.Zero : node.Worth * child.Weight / weights;
        var steps = Fraction.From(10_000);
        var given = Apportionment.LargestRemainder(node.Given!.Value, [.. node.Children.Select(c => c.ExactGiven * steps)]);
        var lost = Apportionment.LargestRemainder(node.Lost!.Value, [.. node.Children.Select(c => c.ExactLost * steps)]);
        for (var i = 0; i < given.Length; i++)
        {
            (node.Children[i].Given, node.Children[i].Lost) = (given[i], lost[i]);
            ApportionChildren(node.Children[i]);
        }
    }
}

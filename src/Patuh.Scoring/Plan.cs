namespace Patuh.Scoring;

/// <summary>An instrument laid flat for the evaluator: parts of one level in the instrument's order, children as index ranges.</summary>
internal sealed class Plan
{
    public Plan(Instrument instrument, Level level)
    {
        var dimensions = new List<Part>();
        var variables = new List<Part>();
        var rules = new List<Rule>();
        var indicatorIndex = -1;
        foreach (var (dimension, d) in instrument.Dimensions.Select((d, i) => (d, i)))
        {
            var taken = dimension.Level == level;
            var firstVariable = variables.Count;
            foreach (var variable in dimension.Variables)
            {
                var firstIndicator = rules.Count;
                foreach (var indicator in variable.Indicators)
                {
                    indicatorIndex++;
                    if (taken)
                        rules.Add(new Rule(indicatorIndex, indicator.Weight, indicator.Subject == Subject.Product, indicator.Required, indicator.Missing));
                }
                if (taken)
                    variables.Add(new Part(variable.Weight, firstIndicator, rules.Count, -1));
            }
            if (taken)
                dimensions.Add(new Part(dimension.Weight, firstVariable, variables.Count, d));
        }
        (Dimensions, Variables, Rules) = ([.. dimensions], [.. variables], [.. rules]);
    }

    /// <summary>A dimension (children: variables) or a variable (children: indicators); <c>Source</c> is a dimension's place in the instrument.</summary>
    public readonly record struct Part(decimal Weight, int First, int End, int Source);

    /// <summary>An indicator's rules; <c>Indicator</c> is its place in the instrument.</summary>
    public readonly record struct Rule(int Indicator, decimal Weight, bool EachProduct, int Required, MissingRule Missing);

    public Part[] Dimensions { get; }

    public Part[] Variables { get; }

    public Rule[] Rules { get; }
}

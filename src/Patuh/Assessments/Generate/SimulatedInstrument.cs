using System.Globalization;
using System.Text;

namespace Patuh.Assessments.Generate;

/// <summary>An illustrative instrument with any number of indicators, each answered for each product: for trials and benchmarks.</summary>
internal static class SimulatedInstrument
{
    private static readonly (string Code, string Name, string English, string Weight)[] Dimensions =
    [
        ("input", "Input", "Input", "21.85"),
        ("process", "Proses", "Process", "32.37"),
        ("output", "Output", "Output", "24.24"),
        ("complaints", "Pengaduan", "Complaints", "21.54"),
    ];

    private static readonly string[] Weights = ["1", "1.5", "2", "0.75", "12.22"];

    public static byte[] Yaml(int indicators)
    {
        var yaml = new StringBuilder();
        yaml.Append($$"""
            id: simulation-{{indicators}}
            version: 1
            title: { id: "Simulasi dengan {{indicators}} indikator", en: "Simulation with {{indicators}} indicators" }
            in_force: { from: 2023, to: 2024 }
            basis: illustrative
            source: "Invented for trials; not a method of the Ombudsman"
            rounding: { decimals: 2, mode: half_away_from_zero }
            rank_on: published
            missing: block
            rollup: mean_of_units
            scale: { min: 0, max: 5, zero: 0, decimals: 0, note_at_or_below: 3 }
            bands:
              - { from: 88, category: A, opinion: { id: Kualitas Tertinggi, en: Highest quality }, zone: hijau }
              - { from: 78, category: B, opinion: { id: Kualitas Tinggi, en: High quality }, zone: hijau }
              - { from: 54, category: C, opinion: { id: Kualitas Sedang, en: Medium quality }, zone: kuning }
              - { from: 32, category: D, opinion: { id: Kualitas Rendah, en: Low quality }, zone: merah }
              - { from: 0, category: E, opinion: { id: Kualitas Terendah, en: Lowest quality }, zone: merah }
            award: { zones: [hijau], requires_clean_and_clear: true }
            dimensions:

            """.ReplaceLineEndings("\n"));
        var number = 0;
        for (var d = 0; d < Dimensions.Length; d++)
        {
            var count = ((indicators - d - 1) / Dimensions.Length) + 1;
            if (indicators <= d)
                break;
            var (code, name, english, weight) = Dimensions[d];
            yaml.Append(CultureInfo.InvariantCulture, $"  - code: {code}\n    weight: {weight}\n    name: {{ id: {name}, en: {english} }}\n    variables:\n");
            for (int v = 0, left = count; left > 0; v++)
            {
                var own = Math.Min(left, 10);
                left -= own;
                yaml.Append(CultureInfo.InvariantCulture, $"      - code: v{v + 1}\n        weight: {own}\n        name: {{ id: \"Variabel {v + 1}\", en: \"Variable {v + 1}\" }}\n        indicators:\n");
                for (var i = 0; i < own; i++)
                    yaml.Append(CultureInfo.InvariantCulture, $"          - {{ code: i{++number:000}, weight: {Weights[number % Weights.Length]}, name: {{ id: \"Indikator {number}\", en: \"Indicator {number}\" }}, subject: product, method: observation }}\n");
            }
        }
        return Encoding.UTF8.GetBytes(yaml.ToString());
    }
}

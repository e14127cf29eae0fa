using System.Text;
using Patuh.Assessments.Package;
using Patuh.Scoring;
using Patuh.TestSupport;

namespace Patuh.Browser.Tests.SmallCycle;

/// <summary>The same answers as a data package, read and scored as <c>patuh score</c> does.</summary>
internal static class EngineScores
{
    private static readonly (char Letter, string Role)[] Roles = [('o', "officer"), ('k', "complaint_officer"), ('u', "user")];

    public static LoadedPackage Package(params UnitAnswers[] units)
    {
        var (rows, products, respondents, answers) = (Table("id,agency,kind,name,status"), Table("id,unit,kind,name"), Table("id,unit,role,standing"), Table("unit,subject,indicator,value"));
        for (var n = 1; n <= units.Length; n++)
        {
            rows.Append($"d{n},a,opd,{units[n - 1].Unit},assessed\n");
            foreach (var subject in units[n - 1].All.Select(a => a.Subject).Where(s => s.Length > 0).Distinct())
                if (subject[0] == 'p')
                    products.Append($"d{n}{subject},d{n},service,{subject}\n");
                else
                    respondents.Append($"d{n}{subject},d{n},{Roles.Single(r => r.Letter == subject[0]).Role},primary\n");
            foreach (var (indicator, subject, value) in units[n - 1].All)
                answers.Append($"d{n},{(subject.Length > 0 ? $"d{n}{subject}" : "")},{indicator},{value}\n");
        }
        return new TestPackage().With("instrument.yaml", File.ReadAllText(Repository.File("content", "instruments", "ombudsman-2023.yaml"))).With("agencies.csv", "id,class,name,region,clean_and_clear\na,regency,Kabupaten Lebong,17.07,\n")
            .With("units.csv", rows.ToString()).With("products.csv", products.ToString()).With("respondents.csv", respondents.ToString()).With("answers.csv", answers.ToString()).Load();
    }

    /// <summary>The tree of the only unit.</summary>
    public static List<TreeRow> Tree(UnitAnswers unit) => TreeRow.Of(ScoreTree.Explain(Package(unit).Sheet, 0).Children.Single());

    /// <summary>Published, as it is read.</summary>
    public static string Total(params UnitAnswers[] units) => Bands.TwoDecimals(new YearScores(Package(units).Sheet).AgencyPublished(0)!.Value).Replace('.', ',');

    private static StringBuilder Table(string header) => new(header + "\n");
}

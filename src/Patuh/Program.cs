using System.CommandLine;
using Patuh;
using Patuh.Accounts.Admin;
using Patuh.Assessments.Generate;
using Patuh.Instruments;
using Patuh.Platform.Audit;
using Patuh.Platform.Backup;
using Patuh.Platform.Terminal;
using Patuh.Platform.Web;
using Patuh.Results.Classify;
using Patuh.Results.Demo;
using Patuh.Results.ErrorReports;
using Patuh.Results.Explain;
using Patuh.Results.Import;
using Patuh.Results.Rank;
using Patuh.Results.Score;

return Cli.Run(
    new RootCommand("Patuh: score, rank and explain the yearly assessment of public services by Ombudsman RI")
    {
        DemoCommand.Create(SiteParts.WithDemoDoor),
        ServeCommand.Create(SiteParts.All),
        ScoreCommand.Create(),
        ExplainCommand.Create(),
        ClassifyCommand.Create(),
        RankCommand.Create(),
        GenerateCommand.Create(),
        InstrumentCommand.Create(),
        ImportCommand.Create(),
        ErrorReportsCommand.Create(),
        AdminCommand.Create(),
        AuditCommand.Create(),
        BackupCommand.Create(),
        RestoreCommand.Create(),
    },
    args);

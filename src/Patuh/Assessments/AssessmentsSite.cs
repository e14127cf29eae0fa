using Patuh.Accounts.Home;
using Patuh.Assessments.Answers;
using Patuh.Assessments.Evidence;
using Patuh.Assessments.Guides;
using Patuh.Assessments.Plan;
using Patuh.Assessments.Practice;
using Patuh.Assessments.Visits;
using Patuh.Assessments.Visits.District;
using Patuh.Assessments.Visits.Notice;
using Patuh.Assessments.Watch;
using Patuh.Assessments.Workbook;
using Patuh.Platform.Web;

namespace Patuh.Assessments;

/// <summary>What assessments bring to the site beyond their pages.</summary>
internal static class AssessmentsSite
{
    public static SitePart Part { get; } = new(Services, routes =>
    {
        AnswersApi.Map(routes);
        RespondentsApi.Map(routes);
        PracticeApi.Map(routes);
        GuidePictures.Map(routes);
    })
    { Rehearse = Rehearsal.Run };

    private static void Services(IServiceCollection services)
    {
        services.AddScoped<IWaitingWork, CycleWork>();
        services.AddScoped<AnswerLog>();
        services.AddScoped<AnswerUndo>();
        services.AddScoped<Pens>();
        services.AddScoped<CycleOpening>();
        services.AddScoped<CycleClosing>();
        services.AddScoped<CycleDiscarding>();
        services.AddScoped<AgencyChoice>();
        services.AddScoped<AgencyAdding>();
        services.AddScoped<ClassMethods>();
        services.AddScoped<UnitNames>();
        services.AddScoped<UnitPlans>();
        services.AddScoped<SelfAssessments>();
        services.AddScoped<Subjects>();
        services.AddScoped<SubjectEnding>();
        services.AddScoped<HeldAnswers>();
        services.AddScoped<WorkbookImport>();
        services.AddScoped<EvidenceAttaching>();
        services.AddScoped<EvidenceDeciding>();
        services.AddScoped<EvidenceReplacing>();
        services.AddScoped<Teams>();
        services.AddScoped<Notices>();
        services.AddSingleton(NoticeFates.Listener);
        services.AddScoped<VisitPlans>();
        services.AddScoped<AreaVisits>();
        services.AddScoped<PracticeRooms>();
    }
}

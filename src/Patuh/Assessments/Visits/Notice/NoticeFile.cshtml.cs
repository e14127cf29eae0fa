using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Patuh.Accounts.Permissions;
using Patuh.Platform.Data;
using Patuh.Platform.Web;

namespace Patuh.Assessments.Visits.Notice;

/// <summary>A notice as PDF, to be saved.</summary>
[Needs(Right.CyclesRead)]
internal sealed class NoticeFileModel(PatuhDb db, TimeProvider time) : AgencyVisitPage(db, time)
{
    public async Task<IActionResult> OnGet(string cycle, string agency, string notice, CancellationToken cancel) =>
        await Find(cycle, agency, cancel) && SeesNotices && await Db.Set<VisitNoticeRow>().SingleOrDefaultAsync(n => n.CycleId == cycle && n.AgencyId == agency && n.Id == notice, cancel) is { } row
            ? File(row.Pdf, "application/pdf", $"surat-{row.Number.Replace('/', '-')}.pdf") : Foreign();
}

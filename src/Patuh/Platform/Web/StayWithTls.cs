using Patuh.Platform.Ui;

namespace Patuh.Platform.Web;

/// <summary>Browsers that came by TLS once stay with it (HSTS). Said with every answer: also those of limits, of memory, and of failures, which clear the headers that stand.</summary>
internal static class StayWithTls
{
    public static void Use(WebApplication app)
    {
        if (app.Services.GetRequiredService<SiteOperator>().IsHttps)
            app.Use((context, next) =>
            {
                context.Response.OnStarting(Say, context.Response);
                return next(context);
            });
    }

    private static Task Say(object response)
    {
        ((HttpResponse)response).Headers.StrictTransportSecurity = "max-age=31536000; includeSubDomains";
        return Task.CompletedTask;
    }
}

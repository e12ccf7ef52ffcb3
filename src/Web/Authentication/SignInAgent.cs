using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using XBees.Application.Agents;

namespace XBees.Web.Authentication;

/// <summary>Starts and ends the cookie of an agent.</summary>
public static class SignInAgent
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);
    private static readonly TimeSpan Otherwise = TimeSpan.FromHours(12);

    /// <summary>A fresh session, whatever the browser held before: nobody plants one (session fixation).</summary>
    public static async Task SignInAsync(this HttpContext context, AgentAccount agent, bool keep)
    {
        if (context.User.Identity?.IsAuthenticated == true)
        {
            await context.SignOutAsync(IdentityConstants.ApplicationScheme);
        }
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var identity = new ClaimsIdentity([new(ClaimTypes.NameIdentifier, agent.Id)], IdentityConstants.ApplicationScheme);
        await context.SignInAsync(
            IdentityConstants.ApplicationScheme,
            new ClaimsPrincipal(identity),
            new AuthenticationProperties
            {
                IsPersistent = keep,
                IssuedUtc = now,
                ExpiresUtc = now + (keep ? Kept : Otherwise),
            }
        );
    }
}

using XBees.Application.Agents;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Account;

[Access(Callers.Anyone)]
public sealed class InviteModel(ChoosePassword choose) : ChoosePasswordModel(choose, AgentLinks.Invitation);

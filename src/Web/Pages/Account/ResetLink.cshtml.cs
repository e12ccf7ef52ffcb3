using XBees.Application.Agents;
using XBees.Web.Authentication;

namespace XBees.Web.Pages.Account;

[Access(Callers.Anyone)]
public sealed class ResetLinkModel(ChoosePassword choose) : ChoosePasswordModel(choose, AgentLinks.Reset);

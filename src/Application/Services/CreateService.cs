using XBees.Application.Agents;
using XBees.Domain.Services;

namespace XBees.Application.Services;

public sealed class CreateService(IUnitOfWork work, IServiceStore services, IAgentStore agents, IAuditTrail audit)
{
    public Task<Created> RunAsync(AgentCaller by, NewService typed, CancellationToken cancel)
    {
        var name = ServiceName.Read(typed.Name);
        var answerMinutes = ServiceTimes.AnswerMinutes(typed.AnswerMinutes);
        var newAfterDays = ServiceTimes.NewAfterDays(typed.NewAfterDays);
        return work.CreateAsync(
            async unit =>
            {
                if (await services.NameIsTakenAsync(unit, ServiceName.Fold(name), exceptId: null))
                {
                    throw new Refused(ServiceRefusals.NameTaken);
                }
                var service = new ServiceRecord
                {
                    Id = unit.NewId(Ids.Service),
                    Name = name,
                    ManagerId = await ServiceMembers.ManagerAsync(unit, agents, typed.ManagerId),
                    Members = await ServiceMembers.ReadAsync(unit, agents, typed.Members),
                    AnswerMinutes = answerMinutes,
                    NewAfterDays = newAfterDays,
                    SaysEnded = typed.SaysEnded,
                    Version = 1,
                };
                await services.AddAsync(unit, service);
                audit.Note(unit, by.PersonId, "service.created", service.Id);
                unit.Log(new("service.updated", null, service.Id));
                return new Created(service.Id);
            },
            cancel
        );
    }
}

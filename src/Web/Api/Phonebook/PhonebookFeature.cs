using System.Text;
using XBees.Application.Phonebook;
using XBees.Infrastructure.Phonebook;
using XBees.Infrastructure.Work;

namespace XBees.Web.Api.Phonebook;

public static class PhonebookFeature
{
    /// <summary>Contacts and the files that they come from.</summary>
    public static WebApplicationBuilder AddPhonebook(this WebApplicationBuilder builder)
    {
        // Cards and tables of before UTF-8 name, or are in, the code pages of Windows.
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        builder
            .Services.AddSingleton<INumberTables, NumberTables>()
            .AddSingleton<IContactStore, ContactStore>()
            .AddSingleton<IContactReader, ContactReader>()
            .AddSingleton<IContactFiles, ContactFiles>()
            .AddSingleton<IContactExport, ContactExport>()
            .AddSingleton<IImportStore, ImportStore>()
            .AddSingleton<IImportReader, ImportReader>()
            .AddSingleton<ImportParts>()
            .AddSingleton<ITimerHandler, ImportTimer>()
            .AddScoped<ImportContacts>()
            .AddScoped<AddContact>()
            .AddScoped<KnownGuest>()
            .AddScoped<Together>()
            .AddSingleton<InvitedContacts>()
            .AddScoped<ChangeContact>();
        return builder;
    }
}

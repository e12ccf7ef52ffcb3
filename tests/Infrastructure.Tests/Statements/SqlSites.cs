using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using XBees.Infrastructure.Database;

namespace XBees.Infrastructure.Tests.Statements;

/// <summary>
/// Every place where an assembly makes a statement or a piece of one. The compiler hands file and line to the constructor of
/// <see cref="Sql"/> as constants, so they stand in the code just before the call.
/// </summary>
internal static class SqlSites
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes)
        .GetFields()
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value & 0xffff);

    public static IReadOnlySet<SqlSite> In(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        var metadata = file.GetMetadataReader();
        var sites = new HashSet<SqlSite>();
        foreach (var handle in metadata.MethodDefinitions)
        {
            var method = metadata.GetMethodDefinition(handle);
            if (method.RelativeVirtualAddress != 0)
            {
                Walk(metadata, file.GetMethodBody(method.RelativeVirtualAddress).GetILReader(), sites);
            }
        }
        return sites;
    }

    private static void Walk(MetadataReader metadata, BlobReader code, HashSet<SqlSite> sites)
    {
        var text = "";
        var number = 0;
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            var instruction = Codes[value == 0xfe ? 0xfe00 | code.ReadByte() : value];
            switch (instruction.OperandType)
            {
                case OperandType.InlineString:
                    text = metadata.GetUserString((UserStringHandle)MetadataTokens.Handle(code.ReadInt32()));
                    break;
                case OperandType.InlineI:
                    number = code.ReadInt32();
                    break;
                case OperandType.ShortInlineI:
                    number = code.ReadSByte();
                    break;
                case OperandType.InlineMethod:
                    var called = MetadataTokens.EntityHandle(code.ReadInt32());
                    if (instruction == OpCodes.Newobj && MakesSql(metadata, called))
                    {
                        sites.Add(new(text, number));
                    }
                    break;
                case OperandType.InlineSwitch:
                    code.Offset += 4 * code.ReadInt32();
                    break;
                default:
                    code.Offset += SizeOf(instruction.OperandType);
                    number = instruction.Size == 1 && value is >= 0x16 and <= 0x1e ? value - 0x16 : number;
                    break;
            }
        }
    }

    private static int SizeOf(OperandType operand) =>
        operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            _ => 4,
        };

    private static bool MakesSql(MetadataReader metadata, EntityHandle constructor) =>
        constructor.Kind switch
        {
            HandleKind.MethodDefinition => IsSql(
                metadata,
                metadata.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()
            ),
            HandleKind.MemberReference => IsSql(metadata, metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent),
            _ => false,
        };

    private static bool IsSql(MetadataReader metadata, EntityHandle type)
    {
        var (space, name) = type.Kind switch
        {
            HandleKind.TypeDefinition when metadata.GetTypeDefinition((TypeDefinitionHandle)type) is var defined => (
                defined.Namespace,
                defined.Name
            ),
            HandleKind.TypeReference when metadata.GetTypeReference((TypeReferenceHandle)type) is var referred => (
                referred.Namespace,
                referred.Name
            ),
            _ => default,
        };
        return !name.IsNil && metadata.GetString(name) == nameof(Sql) && metadata.GetString(space) == typeof(Sql).Namespace;
    }
}

namespace XBees.Domain;

/// <summary>Makes a new id for a prefix; it comes in as an argument, so that decisions stay repeatable.</summary>
public delegate string NewId(string prefix);

/// <summary>Ids: a prefix that tells what they are, and the 128 bits of a UUIDv7 in 26 letters that sort by time.</summary>
public static class Ids
{
    public const string Conversation = "cnv";
    public const string Message = "msg";
    public const string Agent = "agt";
    public const string Guest = "gst";
    public const string Service = "svc";
    public const string Widget = "wgt";
    public const string WidgetKey = "wk";
    public const string ApiKey = "key";
    public const string Member = "mem";
    public const string Session = "ses";
    public const string Delivery = "dlv";
    public const string Timer = "tmr";
    public const string Audit = "aud";
    public const string Invitation = "inv";
    public const string Attachment = "att";
    public const string Consent = "cns";
    public const string Link = "lnk";
    public const string IdentitySecret = "ids";
    public const string AddressCode = "cod";
    public const string Block = "blk";
    public const string GuestChange = "gch";
    public const string GuestMerge = "mrg";
    public const string Meeting = "mtg";
    public const string Calendar = "cal";
    public const string Contact = "ctc";
    public const string ContactImport = "imp";
    public const string Crm = "crm";
    public const string CrmLink = "crl";
    public const string CrmActivity = "cra";

    // Crockford's letters: no i, l, o, u; in the order of their bytes, so that a byte-wise collation sorts by time.
    private const string Letters = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int Length = 26;

    public static string New(string prefix, Guid v7)
    {
        Span<byte> bytes = stackalloc byte[16];
        v7.TryWriteBytes(bytes, bigEndian: true, out _);
        Span<char> letters = stackalloc char[Length];
        Write(bytes, letters);
        return string.Concat(prefix, "_", letters);
    }

    /// <summary>As many letters as the bytes' bits need, five bits a letter, filled up with zeros at the end.</summary>
    internal static void Write(ReadOnlySpan<byte> bytes, Span<char> letters)
    {
        for (var i = 0; i < letters.Length; i++)
        {
            var bit = i * 5;
            var high = bytes[bit / 8] << 8;
            var low = bit / 8 + 1 < bytes.Length ? bytes[bit / 8 + 1] : 0;
            letters[i] = Letters[((high | low) >> (11 - bit % 8)) & 31];
        }
    }
}

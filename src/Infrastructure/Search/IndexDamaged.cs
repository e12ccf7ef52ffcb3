namespace XBees.Infrastructure.Search;

/// <summary>The index cannot be read or written any more, whatever the cause: it is made anew from the database (SE-3).</summary>
internal sealed class IndexDamaged(string what, Exception? cause = null) : Exception(what, cause)
{
    /// <summary>Lucene throws whatever it stumbles over in damaged files: all of it means the same.</summary>
    public static T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is not (IndexDamaged or ObjectDisposedException or OutOfMemoryException))
        {
            throw new IndexDamaged("The search index is damaged.", error);
        }
    }

    public static void Guard(Action work) =>
        Guard(() =>
        {
            work();
            return true;
        });
}

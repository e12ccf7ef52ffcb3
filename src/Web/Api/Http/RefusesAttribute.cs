using Microsoft.AspNetCore.Mvc;

namespace XBees.Web.Api.Http;

/// <summary>An answer that is a problem (AP-4), for the document.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method, AllowMultiple = true)]
public sealed class RefusesAttribute(int status) : ProducesResponseTypeAttribute(typeof(Problem), status, Problem.ContentType);

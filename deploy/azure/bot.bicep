// The bot that Teams knows: a single-tenant Azure Bot with the Teams channel. docs/registering.md says how to use it.
// The Entra app comes first, because this file only points to it. It makes nothing that holds data.

@minLength(2)
@maxLength(64)
@description('The name of the resource; it must be unique in all of Azure.')
param botName string

@description('What people see as the name of the bot.')
param displayName string = 'Golden Thread'

@minLength(36)
@maxLength(36)
@description('CLIENT_ID: the application (client) id of the Entra app.')
param clientId string

@minLength(36)
@maxLength(36)
@description('TENANT_ID: the tenant that the Entra app was made in.')
param tenantId string = tenant().tenantId

@description('GT_PUBLIC_URL: the https address of Golden Thread, without a slash at its end.')
param publicUrl string

@allowed([
  'F0'
  'S1'
])
@description('F0 is free, and unlimited for messages in Teams.')
param sku string = 'F0'

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: botName
  location: 'global'
  kind: 'azurebot'
  sku: {
    name: sku
  }
  properties: {
    displayName: displayName
    endpoint: '${publicUrl}/api/messages'
    msaAppId: clientId
    msaAppTenantId: tenantId
    // Not MultiTenant: Azure makes no new bots of that type. People of other tenants still reach a
    // single-tenant bot, if its Entra app takes accounts in any organisation.
    msaAppType: 'SingleTenant'
    // No other key than that of the Entra app opens the bot.
    disableLocalAuth: true
    isStreamingSupported: false
    schemaTransformationVersion: '1.3'
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: {
      isEnabled: true
    }
  }
}

output endpoint string = bot.properties.endpoint
